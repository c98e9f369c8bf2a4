using System;
using System.Text;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>The name of the model that answered, as an upstream says it. What is longer than any name is cut.</summary>
internal static class ModelName
{
    private const int Longest = 1000;

    /// <summary>The name that the reader stands on; null where there is none. The reader goes on behind it.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        var name = reader.TokenType == JsonTokenType.String ? Of(reader.ValueSpan) : null;
        reader.Skip();
        return name;
    }

    /// <summary>The member <c>model</c> of an object.</summary>
    public static string? Find(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Messages.JsonOptions.Read);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isModel = reader.ValueTextEquals("model"u8);
            reader.Read();
            if (isModel)
                return Read(ref reader);
            reader.Skip();
        }

        return null;
    }

    /// <summary>The name between the quotes. A name needs no escapes.</summary>
    public static string? Of(ReadOnlySpan<byte> name) =>
        name.IsEmpty ? null : Encoding.UTF8.GetString(name[..Math.Min(name.Length, Longest)]);
}
