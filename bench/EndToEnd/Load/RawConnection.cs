using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ClaudeDesktop.EndToEnd.Upstream;

namespace ClaudeDesktop.EndToEnd.Load;

/// <summary>A connection that sends prepared bytes and looks only at what must be known of the answer, so that it costs next to nothing.</summary>
internal sealed class RawConnection : IDisposable
{
    private const int HeadSize = 16 * 1024;
    private static readonly byte[] Mark = Encoding.ASCII.GetBytes(Script.Mark);
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000, SendTimeout = 30_000 };
    private byte[] _text = new byte[256 * 1024];
    private int _length;
    private int _scanned;
    private int _events;
    private long _first;

    public RawConnection(int port) => _socket.Connect(new IPEndPoint(IPAddress.Loopback, port));

    /// <param name="request">Head and body.</param>
    /// <param name="delays">Gets what lies between an event's sending and its arrival.</param>
    public Reply Ask(byte[] request, List<long>? delays = null)
    {
        (_length, _scanned, _events, _first) = (0, 0, 0, 0);
        var begun = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < request.Length;)
            sent += _socket.Send(request.AsSpan(sent));
        var head = ReadHead(out var rest);
        var status = Utf8Parser.TryParse(head["HTTP/1.1 ".Length..], out int told, out _) ? told : 0;
        var whole = BodyLength(head);
        _text.AsSpan(head.Length, rest).CopyTo(_text);
        var chunks = default(ChunkReader);
        _length = whole < 0 ? chunks.Take(_text.AsSpan(0, rest)) : rest;
        Scan(begun, Stopwatch.GetTimestamp(), delays);
        while (whole < 0 ? !chunks.IsOver : _length < whole)
        {
            var received = Receive();
            _length += whole < 0 ? chunks.Take(_text.AsSpan(_length, received)) : received;
            Scan(begun, Stopwatch.GetTimestamp(), delays);
        }

        return new Reply(status, _events, _first, Stopwatch.GetTimestamp() - begun);
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Reads the head into the beginning of the buffer, with what came along behind it.</summary>
    private Span<byte> ReadHead(out int rest)
    {
        int end;
        while ((end = _text.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (_length > HeadSize)
                throw new InvalidDataException("The answer's head has no end.");
            _length += Receive();
        }

        rest = _length - end - 4;
        return _text.AsSpan(0, end + 4);
    }

    // No length: in chunks.
    private static int BodyLength(ReadOnlySpan<byte> head)
    {
        foreach (var line in Encoding.ASCII.GetString(head).Split("\r\n"))
        {
            if (line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase))
                return int.Parse(line["content-length:".Length..], System.Globalization.CultureInfo.InvariantCulture);
        }

        return -1;
    }

    private int Receive()
    {
        if (_length == _text.Length)
            Array.Resize(ref _text, 2 * _text.Length);
        var received = _socket.Receive(_text.AsSpan(_length));
        return received > 0 ? received : throw new IOException("The connection was closed in the middle of an answer.");
    }

    private void Scan(long begun, long now, List<long>? delays)
    {
        while (_text.AsSpan(_scanned, _length - _scanned).IndexOf(Mark) is >= 0 and var at && _scanned + at + Mark.Length + Script.Digits <= _length)
        {
            _events++;
            _first = _first == 0 ? now - begun : _first;
            _scanned += at + Mark.Length;
            if (delays is not null && Utf8Parser.TryParse(_text.AsSpan(_scanned, Script.Digits), out long sent, out _))
                delays.Add(now - sent);
            _scanned += Script.Digits;
        }
    }
}
