using System;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>A request's body, read at most once, by whoever needs it first, however many providers are asked.</summary>
internal sealed class RequestJson(ReadOnlyMemory<byte> body) : IDisposable
{
    private JsonDocument? _document;

    /// <summary>What stands in the document, byte by byte where it stood in the body.</summary>
    private ReadOnlyMemory<byte> _readable;

    public ReadOnlyMemory<byte> Body => body;

    public JsonElement Root
    {
        get
        {
            if (_document is null)
            {
                _readable = RequestDocument.Readable(body);
                _document = JsonDocument.Parse(_readable, JsonOptions.Document);
            }

            return _document.RootElement;
        }
    }

    /// <summary>Where a value of the document stands in the body.</summary>
    public Range RangeOf(ReadOnlySpan<byte> raw) => _readable.Span.Overlaps(raw, out var offset) ? offset..(offset + raw.Length) : throw new ArgumentException("The value is none of this document.", nameof(raw));

    public void Dispose() => _document?.Dispose();
}
