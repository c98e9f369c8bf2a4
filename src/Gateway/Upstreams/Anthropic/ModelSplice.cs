using System;
using System.Buffers;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>Changes a model's name in JSON and no other byte of it.</summary>
internal static class ModelSplice
{
    /// <summary>Writes the JSON with another value at the range.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> json, Range range, string model)
    {
        output.Write(json[..range.Start.Value]);
        using (var writer = new Utf8JsonWriter(output, JsonOptions.Write))
            writer.WriteStringValue(model);
        output.Write(json[range.End.Value..]);
    }

    /// <summary>Where the name stands in a message, or in the message of a <c>message_start</c>; null where it does not.</summary>
    public static Range? Find(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, JsonOptions.Read);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? FindIn(ref reader, mayDescend: true) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Range? FindIn(ref Utf8JsonReader reader, bool mayDescend)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isModel = reader.ValueTextEquals("model"u8);
            var isMessage = mayDescend && reader.ValueTextEquals("message"u8);
            reader.Read();
            if (isModel && reader.TokenType == JsonTokenType.String)
                return (int)reader.TokenStartIndex..(int)reader.BytesConsumed;
            if (isMessage && reader.TokenType == JsonTokenType.StartObject)
                return FindIn(ref reader, mayDescend: false);
            reader.Skip();
        }

        return null;
    }
}
