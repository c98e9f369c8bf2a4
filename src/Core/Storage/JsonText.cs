using System;
using System.Text;
using System.Text.Json;

namespace ClaudeDesktop.Storage;

/// <summary>The text of a JSON object, edited by key: every byte that an edit is not about stays as it was.</summary>
public sealed class JsonText
{
    private readonly byte[] _text;

    private readonly string _path;

    private JsonText(byte[] text, string path)
    {
        _text = text;
        _path = path;
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
        JsonTextCheck.Throw(bytes, path);
        return new JsonText(bytes, path);
    }

    /// <summary>The raw JSON of the value that the steps lead to, or null where there is none.</summary>
    public ReadOnlyMemory<byte>? Find(params JsonStep[] steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var offset = 0;
        var end = _text.Length;
        foreach (var step in steps)
        {
            if (JsonContainer.At(_text, offset) is not { } container || container.IsObject == step.IsElement)
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
        if (JsonSplice.Set(_text, rawValue, steps) is not { } changed)
            throw WrongShape(steps);
        return ReferenceEquals(changed, _text) ? this : new JsonText(changed, _path);
    }

    /// <summary>Takes a value away, with the comma that belonged to it. A name that stands twice goes twice.</summary>
    public JsonText Remove(params JsonStep[] steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var text = _text;
        while (JsonSplice.TryRemove(text, steps, out var shorter))
            text = shorter;
        return ReferenceEquals(text, _text) ? this : new JsonText(text, _path);
    }

    /// <summary>Puts a string where the steps lead.</summary>
    public JsonText SetString(string value, params JsonStep[] steps) => Set(JsonRaw.Text(value), steps);

    /// <summary>Whether the object has no member.</summary>
    public bool IsEmptyObject => JsonContainer.At(_text, 0)!.Parts.Count == 0;

    public JsonDocument ToDocument() => JsonDocument.Parse(_text);

    private ClaudeDesktopException WrongShape(JsonStep[] steps) => FileErrors.Unreadable(
        _path,
        $"holds something else where '{steps[0].Name}' should stand: an object or a list was expected on the way to '{steps[steps.Length - 1].Name}'.",
        "Put that entry right or take it out, and run the command again.");
}
