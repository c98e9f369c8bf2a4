using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace ClaudeDesktop.Storage;

/// <summary>Edits the elements of a list that a member identifies, each byte of the others staying as it was.</summary>
internal static class JsonElements
{
    /// <summary>A list of new elements.</summary>
    public static byte[] List(IEnumerable<JsonText> elements) => JsonRaw.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var element in elements)
            writer.WriteRawValue(element.ToBytes());
        writer.WriteEndArray();
    });

    /// <summary>The elements of a list that was found to be well formed, one after another.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Each(ReadOnlyMemory<byte> list)
    {
        for (var offset = 1; ;)
        {
            while (list.Span[offset] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',')
                offset++;
            if (list.Span[offset] == ']')
                yield break;
            var length = LengthAt(list.Span.Slice(offset));
            yield return list.Slice(offset, length);
            offset += length;
        }
    }

    /// <summary>The text with the list changed; the same array where nothing is another.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="list">The list in it, which is not empty.</param>
    /// <param name="layout">How the text is laid out.</param>
    /// <param name="member">The member that identifies an element.</param>
    /// <param name="edits">What becomes of an element, by its identity.</param>
    public static byte[] Edit(byte[] text, JsonContainer list, JsonLayout layout, string member, IReadOnlyDictionary<string, Func<JsonText, JsonText>> edits)
    {
        using var changed = new MemoryStream(text.Length);
        var missing = new HashSet<string>(edits.Keys, StringComparer.Ordinal);
        var written = 0;
        foreach (var part in list.Parts)
        {
            if (IdentityOf(text, part, member) is not { } identity || !edits.TryGetValue(identity, out var edit))
                continue;
            missing.Remove(identity);
            var before = JsonText.Part(text.AsSpan(part.ValueStart, part.End - part.ValueStart), layout);
            var after = edit(before);
            if (ReferenceEquals(before, after))
                continue;
            Write(changed, text, written, part.ValueStart);
            Write(changed, after.ToBytes());
            written = part.End;
        }

        var last = list.Parts[list.Parts.Count - 1];
        Write(changed, text, written, last.End);
        Append(changed, last, layout, missing, edits);
        if (changed.Length == last.End && written == 0)
            return text;
        Write(changed, text, last.End, text.Length);
        return changed.ToArray();
    }

    private static void Append(Stream changed, JsonPart last, JsonLayout layout, HashSet<string> missing, IReadOnlyDictionary<string, Func<JsonText, JsonText>> edits)
    {
        if (missing.Count == 0)
            return;
        var space = layout.SpaceBefore(last.Start);
        var indent = layout.IndentAt(last.Start);
        foreach (var edit in edits)
        {
            if (!missing.Contains(edit.Key))
                continue;
            Write(changed, [(byte)',']);
            Write(changed, space);
            Write(changed, layout.Shape(edit.Value(JsonText.EmptyObject).ToBytes(), indent));
        }
    }

    private static string? IdentityOf(byte[] text, JsonPart part, string member)
    {
        var reader = new Utf8JsonReader(text.AsSpan(part.ValueStart, part.End - part.ValueStart));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        string? identity = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMember = reader.ValueIsEscaped ? JsonString.Read(ref reader) == member : reader.ValueTextEquals(member);
            reader.Read();
            if (isMember)
                identity = JsonString.Read(ref reader);
            reader.Skip();
        }

        return identity;
    }

    private static int LengthAt(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        reader.Read();
        reader.Skip();
        return (int)reader.BytesConsumed;
    }

    private static void Write(Stream stream, byte[] bytes) => stream.Write(bytes, 0, bytes.Length);

    private static void Write(Stream stream, byte[] text, int start, int end) => stream.Write(text, start, end - start);
}
