using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Lists;

/// <summary>An object as a shell has it, as JSON: dictionaries, lists, texts, numbers, flags and nothing.</summary>
internal static class ObjectJson
{
    public static byte[] Write(object? value) => JsonRaw.Write(writer => Write(writer, value));

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> members:
                writer.WriteStartObject();
                foreach (var member in members)
                {
                    writer.WritePropertyName(member.Key);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable<object?> items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue(value as string);
                break;
        }
    }
}
