using System;
using System.Collections.Generic;
using System.Text.Json;

namespace ClaudeDesktop.Storage;

/// <summary>An object or array in a text, as byte positions of its brackets and its parts.</summary>
internal sealed class JsonContainer
{
    private JsonContainer(int open, int close, bool isObject, List<JsonPart> parts)
    {
        Open = open;
        Close = close;
        IsObject = isObject;
        Parts = parts;
    }

    public int Open { get; }

    public int Close { get; }

    public bool IsObject { get; }

    public IReadOnlyList<JsonPart> Parts { get; }

    /// <summary>Reads the container that opens at or after an offset; null where the value there is none.</summary>
    public static JsonContainer? At(ReadOnlySpan<byte> text, int offset)
    {
        var reader = new Utf8JsonReader(text.Slice(offset), isFinalBlock: true, default);
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return null;
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        var open = offset + (int)reader.TokenStartIndex;
        var parts = new List<JsonPart>();
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var start = offset + (int)reader.TokenStartIndex;
            string? name = null;
            if (isObject)
            {
                name = JsonString.Read(ref reader);
                reader.Read();
            }

            var valueStart = offset + (int)reader.TokenStartIndex;
            reader.Skip();
            parts.Add(new JsonPart(start, valueStart, offset + (int)reader.BytesConsumed, name));
        }

        return new JsonContainer(open, offset + (int)reader.TokenStartIndex, isObject, parts);
    }

    /// <summary>The index of the part that a step leads to, or -1. Of members with one name the last counts, as it does to every parser.</summary>
    public int Find(ReadOnlySpan<byte> text, JsonStep step)
    {
        for (var i = Parts.Count - 1; i >= 0; i--)
        {
            if (step.IsElement ? ElementIs(text, Parts[i], step) : Parts[i].Name == step.Name)
                return i;
        }

        return -1;
    }

    private static bool ElementIs(ReadOnlySpan<byte> text, JsonPart part, JsonStep step)
    {
        if (At(text.Slice(0, part.End), part.ValueStart) is not { IsObject: true } element)
            return false;
        var found = element.Find(text, JsonStep.Member(step.Name));
        if (found < 0)
            return false;
        var reader = new Utf8JsonReader(text.Slice(element.Parts[found].ValueStart, element.Parts[found].End - element.Parts[found].ValueStart));
        return reader.Read() && reader.TokenType == JsonTokenType.String && JsonString.Read(ref reader) == step.Value;
    }
}
