using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>How JSON is read and written on the wire.</summary>
internal static class JsonOptions
{
    /// <summary>Tool schemas and inputs nest deeper than the default of 64.</summary>
    public const int MaxDepth = 256;

    // What may be read must also be writable a few levels further down, where another format wants it.
    public static JsonWriterOptions Write { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 4 * MaxDepth };

    public static JsonReaderOptions Read { get; } = new() { MaxDepth = MaxDepth };

    public static JsonDocumentOptions Document { get; } = new() { MaxDepth = MaxDepth };
}
