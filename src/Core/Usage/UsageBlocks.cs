using System;
using System.IO;

namespace ClaudeDesktop.Usage;

/// <summary>The lines of a file, as bytes, read in large blocks. After its last line it can be asked again: the file may have grown.</summary>
internal sealed class UsageBlocks : IDisposable
{
    private const int BlockSize = 256 * 1024;

    // No line of ours is a hundredth of this.
    private const int LongestLine = 1024 * 1024;
    private readonly FileStream _stream;
    private byte[] _buffer = new byte[BlockSize];
    private int _from;
    private int _to;
    private bool _tooLong;

    /// <param name="path">The file.</param>
    /// <param name="from">How much of it was read before.</param>
    public UsageBlocks(string path, long from = 0)
    {
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        _stream.Position = Consumed = from;
    }

    /// <summary>How much of the file the lines so far take up.</summary>
    public long Consumed { get; private set; }

    /// <summary>What stands behind the last line's end.</summary>
    public ReadOnlySpan<byte> Rest => _tooLong ? "..."u8 : _buffer.AsSpan(_from, _to - _from);

    /// <summary>Whether there is another whole line.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var waiting = _buffer.AsSpan(_from, _to - _from);
            var end = waiting.Slice(searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                line = _tooLong ? "..."u8 : waiting.Slice(0, searched + end);
                _from += searched + end + 1;
                Consumed += searched + end + 1;
                _tooLong = false;
                return true;
            }

            searched = waiting.Length;
            if (!Fill(ref searched))
            {
                line = default;
                return false;
            }
        }
    }

    public void Dispose() => _stream.Dispose();

    private bool Fill(ref int searched)
    {
        if (_from > 0)
        {
            Buffer.BlockCopy(_buffer, _from, _buffer, 0, _to - _from);
            (_from, _to) = (0, _to - _from);
        }

        if (_to >= LongestLine)
        {
            _tooLong = true;
            Consumed += _to;
            _to = searched = 0;
        }
        else if (_to == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var length = _stream.Read(_buffer, _to, _buffer.Length - _to);
        _to += length;
        return length > 0;
    }
}
