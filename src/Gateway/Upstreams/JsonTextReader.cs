using System;
using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>Reads JSON strings as UTF-8 without a string in between. What it returns is valid until the next call.</summary>
internal sealed class JsonTextReader
{
    private byte[] _scratch = new byte[512];

    /// <summary>Reads a piece of a text that was cut into several strings, wherever it was cut.</summary>
    public ReadOnlySpan<byte> Read(scoped ref Utf8JsonReader reader, SplitPair pair)
    {
        if (!pair.IsOpen && !reader.ValueIsEscaped)
            return Read(ref reader);
        var joined = pair.Join(reader.ValueSpan);
        var piece = new Utf8JsonReader(joined);
        piece.Read();
        return Read(ref piece);
    }

    public ReadOnlySpan<byte> Read(scoped ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return Utf8.IsValid(reader.ValueSpan) ? reader.ValueSpan : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(reader.ValueSpan));
        if (_scratch.Length < reader.ValueSpan.Length)
            _scratch = new byte[reader.ValueSpan.Length * 2];
        try
        {
            return _scratch.AsSpan(0, reader.CopyString(_scratch));
        }
        catch (InvalidOperationException)
        {
            return ReadBroken(reader.ValueSpan);
        }
    }

    // Half a surrogate pair, which some upstreams send when they cut their text by UTF-16 units.
    private static ReadOnlySpan<byte> ReadBroken(ReadOnlySpan<byte> escaped)
    {
        var text = new ArrayBufferWriter<byte>(escaped.Length);
        while (!escaped.IsEmpty)
        {
            var length = escaped[0] != (byte)'\\' ? 1 : escaped.Length > 1 && escaped[1] == (byte)'u' ? 6 : 2;
            if (length == 6 && IsPair(escaped))
                length = 12;
            AppendPiece(text, escaped[..Math.Min(length, escaped.Length)]);
            escaped = escaped[Math.Min(length, escaped.Length)..];
        }

        return text.WrittenSpan;
    }

    private static bool IsPair(ReadOnlySpan<byte> escaped) =>
        escaped.Length >= 12 && (escaped[2] | 0x20) == 'd' && "89abAB"u8.Contains(escaped[3])
        && escaped[6] == (byte)'\\' && escaped[7] == (byte)'u' && (escaped[8] | 0x20) == 'd' && "cdefCDEF"u8.Contains(escaped[9]);

    private static void AppendPiece(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> piece)
    {
        if (piece.Length == 1)
        {
            text.Write(piece);
            return;
        }

        var reader = new Utf8JsonReader([(byte)'"', .. piece, (byte)'"']);
        reader.Read();
        try
        {
            text.Advance(reader.CopyString(text.GetSpan(piece.Length)));
        }
        catch (InvalidOperationException)
        {
            text.Write("\uFFFD"u8);
        }
    }
}
