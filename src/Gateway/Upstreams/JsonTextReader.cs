using System;
using System.Text.Json;
using System.Text.Unicode;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>Reads JSON strings as UTF-8 without a string in between. What it returns is valid until the next call.</summary>
internal sealed class JsonTextReader
{
    private byte[] _text = new byte[512];
    private byte[] _joined = [];

    /// <summary>Reads a piece of a text that was cut into several strings, wherever it was cut.</summary>
    public ReadOnlySpan<byte> Read(scoped ref Utf8JsonReader reader, SplitPair pair) =>
        pair.Concerns(in reader) ? Unescape(pair.Join(reader.ValueSpan, ref _joined)) : Read(ref reader);

    public ReadOnlySpan<byte> Read(scoped ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
            return Unescape(reader.ValueSpan);
        return Utf8.IsValid(reader.ValueSpan) ? reader.ValueSpan : Repair(reader.ValueSpan);
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped)
    {
        Reserve(escaped.Length);
        var text = _text.AsSpan(0, JsonEscapes.Remove(escaped, _text));
        return Utf8.IsValid(text) ? text : Repair(text.ToArray());
    }

    // Bytes that are no text become replacement characters.
    private ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> broken)
    {
        const int LongestReplacement = 3;
        Reserve(LongestReplacement * broken.Length);
        var written = 0;
        while (!broken.IsEmpty)
        {
            _ = System.Text.Rune.DecodeFromUtf8(broken, out var character, out var length);
            written += character.EncodeToUtf8(_text.AsSpan(written));
            broken = broken[length..];
        }

        return _text.AsSpan(0, written);
    }

    private void Reserve(int length)
    {
        if (_text.Length < length)
            _text = new byte[2 * length];
    }
}
