using System;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Knows whether text stands inside a fenced block of code.</summary>
internal struct CodeFence
{
    private const int Shortest = 3;
    private byte _mark;
    private int _length;

    public readonly bool IsOpen => _length > 0;

    /// <summary>How many fence characters a line begins with; 0 where it is no fence.</summary>
    public static int Run(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] is not ((byte)'`' or (byte)'~'))
            return 0;
        var other = line.IndexOfAnyExcept(line[0]);
        return other < 0 ? line.Length : other;
    }

    /// <summary>Takes a run of fence characters at the beginning of a line.</summary>
    public void Take(byte mark, int length)
    {
        if (length < Shortest)
            return;
        if (!IsOpen)
            (_mark, _length) = (mark, length);
        else if (mark == _mark && length >= _length)
            _length = 0;
    }
}
