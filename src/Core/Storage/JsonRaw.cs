using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClaudeDesktop.Storage;

/// <summary>Makes single JSON values to put into a text.</summary>
public static class JsonRaw
{
    // These files are read by people and by JSON parsers, never by a browser: an é may stay an é.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Text(string value) => Write(writer => writer.WriteStringValue(value));

    public static byte[] True { get; } = "true"u8.ToArray();

    public static byte[] False { get; } = "false"u8.ToArray();

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, Readable))
            write(writer);
        return memory.ToArray();
    }

    /// <summary>The same value over several lines.</summary>
    internal static byte[] Indented(ReadOnlyMemory<byte> rawValue)
    {
        using var document = JsonDocument.Parse(rawValue);
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, Readable with { Indented = true }))
            document.RootElement.WriteTo(writer);
        return memory.ToArray();
    }
}
