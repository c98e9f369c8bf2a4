using System;
using System.Buffers.Text;
using System.Net.Sockets;

namespace ClaudeDesktop.EndToEnd.Upstream;

/// <summary>Takes one request after the other from a connection.</summary>
internal sealed class RequestReader(Socket socket)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _length;
    private int _taken;

    public bool IsMessages { get; private set; }

    public Wish Wish { get; private set; }

    /// <summary>Waits for the next request; false where no more will come.</summary>
    public bool Next()
    {
        _buffer.AsSpan(_taken, _length - _taken).CopyTo(_buffer);
        _length -= _taken;
        _taken = 0;
        int head;
        while ((head = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!Receive())
                return false;
        }

        head += 4;
        var whole = head + BodyLength(_buffer.AsSpan(0, head));
        if (_buffer.Length < whole)
            Array.Resize(ref _buffer, whole);
        while (_length < whole)
        {
            if (!Receive())
                return false;
        }

        IsMessages = _buffer.AsSpan(0, _buffer.AsSpan().IndexOf((byte)'\n')).IndexOf("/messages"u8) >= 0;
        Wish = Wish.Of(_buffer.AsSpan(head, whole - head));
        _taken = whole;
        return true;
    }

    private static int BodyLength(ReadOnlySpan<byte> head)
    {
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (line.Length > 15 && System.Text.Ascii.EqualsIgnoreCase(line[..15], "content-length:"u8) && Utf8Parser.TryParse(line[15..].TrimStart((byte)' '), out int length, out _))
                return length;
        }

        return 0;
    }

    private bool Receive()
    {
        if (_length == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        var received = socket.Receive(_buffer.AsSpan(_length));
        _length += received;
        return received > 0;
    }
}
