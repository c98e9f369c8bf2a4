using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace ClaudeDesktop.Storage;

/// <summary>The text of a JSON object, edited by key: every byte that an edit is not about stays as it was.</summary>
public sealed class JsonText
{
    private readonly byte[] _text;

    private readonly string _path;

    // Of a part of another text: how that one is laid out.
    private readonly JsonLayout? _around;
    private JsonContainer? _root;

    private JsonText(byte[] text, string path, JsonLayout? around = null)
    {
        _text = text;
        _path = path;
        _around = around;
    }

    public static JsonText EmptyObject { get; } = new("{}"u8.ToArray(), "");

    /// <summary>The text's bytes; not to be changed.</summary>
    public byte[] ToBytes() => _text;

    public override string ToString() => Encoding.UTF8.GetString(_text);

    /// <summary>Takes a file's bytes as they are, or refuses them with an error that names the file.</summary>
    /// <param name="bytes">The file's whole content.</param>
    /// <param name="path">The file, for the error.</param>
    public static JsonText Parse(byte[] bytes, string path)
    {
        var root = JsonTextCheck.Root(bytes, path);
        return new JsonText(bytes, path) { _root = root };
    }

    /// <summary>The raw JSON of the value that the steps lead to, or null where there is none.</summary>
    public ReadOnlyMemory<byte>? Find(params JsonStep[] steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var offset = 0;
        var end = _text.Length;
        foreach (var step in steps)
        {
            if ((offset == 0 ? Root() : JsonContainer.At(_text, offset)) is not { } container || container.IsObject == step.IsElement)
                return null;
            var index = container.Find(_text, step);
            if (index < 0)
                return null;
            offset = container.Parts[index].ValueStart;
            end = container.Parts[index].End;
        }

        return _text.AsMemory(offset, end - offset);
    }

    /// <summary>The string that the steps lead to; null where there is none or it is not a string.</summary>
    public string? FindString(params JsonStep[] steps)
    {
        if (Find(steps) is not { } raw)
            return null;
        var reader = new Utf8JsonReader(raw.Span);
        return reader.Read() ? JsonString.Read(ref reader) : null;
    }

    /// <summary>Puts a value where the steps lead, making the objects and arrays on the way. A value that already means the same keeps its bytes.</summary>
    /// <param name="rawValue">The value as JSON.</param>
    /// <param name="steps">The way there; at least one step.</param>
    public JsonText Set(ReadOnlyMemory<byte> rawValue, params JsonStep[] steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (JsonSplice.Set(_text, rawValue, steps, _around) is not { } changed)
            throw WrongShape(steps);
        return ReferenceEquals(changed, _text) ? this : new JsonText(changed, _path, _around);
    }

    /// <summary>Changes elements of a list, and adds those that it lacks, in one pass over the text.</summary>
    /// <param name="list">The member that is the list; made where there is none.</param>
    /// <param name="member">The member that identifies an element.</param>
    /// <param name="edits">What becomes of an element's text, by its identity; one that is missing is given as an empty object.</param>
    internal JsonText SetElements(string list, string member, IReadOnlyDictionary<string, Func<JsonText, JsonText>> edits)
    {
        var root = Root()!;
        var index = root.Find(_text, list);
        var container = index < 0 ? null : JsonContainer.At(_text, root.Parts[index].ValueStart);
        if (index >= 0 && container is not { IsObject: false })
            throw WrongShape([list, member]);
        if (container is not { Parts.Count: > 0 })
            return edits.Count == 0 ? this : Set(JsonElements.List(edits.Values.Select(edit => edit(EmptyObject))), list);
        var changed = JsonElements.Edit(_text, container, new JsonLayout(_text, _around), member, edits);
        return ReferenceEquals(changed, _text) ? this : new JsonText(changed, _path, _around);
    }

    /// <summary>A part of this text, which looks like the whole when it is edited.</summary>
    internal static JsonText Part(ReadOnlySpan<byte> text, JsonLayout around) => new(text.ToArray(), "", around);

    /// <summary>Takes a value away, with the comma that belonged to it. A name that stands twice goes twice.</summary>
    public JsonText Remove(params JsonStep[] steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var text = _text;
        while (JsonSplice.TryRemove(text, steps, out var shorter))
            text = shorter;
        return ReferenceEquals(text, _text) ? this : new JsonText(text, _path, _around);
    }

    /// <summary>Puts a string where the steps lead.</summary>
    public JsonText SetString(string value, params JsonStep[] steps) => Set(JsonRaw.Text(value), steps);

    /// <summary>Whether the object has no member.</summary>
    public bool IsEmptyObject => Root()!.Parts.Count == 0;

    public JsonDocument ToDocument() => JsonDocument.Parse(_text);

    private JsonContainer? Root() => _root ??= JsonContainer.At(_text, 0);

    private ClaudeDesktopException WrongShape(JsonStep[] steps) => FileErrors.Unreadable(
        _path,
        $"holds something else where '{steps[0].Name}' should stand: an object or a list was expected on the way to '{steps[steps.Length - 1].Name}'.",
        "Put that entry right or take it out, and run the command again.");
}
