using System;
using System.Buffers;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>Puts the requested model's name into a stream's <c>message_start</c>. All other bytes pass as they come.</summary>
internal sealed class MessageStartSplice(string model) : IDisposable
{
    private const int LongestWait = 1024 * 1024;
    private readonly PooledBuffer _line = new();
    private bool _isDone;

    public void Feed(ReadOnlySpan<byte> chunk, IBufferWriter<byte> output)
    {
        while (!_isDone && !chunk.IsEmpty)
        {
            var end = chunk.IndexOfAny((byte)'\r', (byte)'\n');
            _line.Append(end < 0 ? chunk : chunk[..(end + 1)]);
            chunk = end < 0 ? default : chunk[(end + 1)..];
            if (end >= 0)
                TakeLine(output);
            else if (_line.Length > LongestWait)
                GiveUp(output);
            else if (!MayBecomeData())
                Release(output);
        }

        output.Write(chunk);
    }

    public void Dispose() => _line.Dispose();

    private void TakeLine(IBufferWriter<byte> output)
    {
        var line = _line.Span;
        if (line.StartsWith("data:"u8))
        {
            var json = line["data:".Length..];
            if (json.IndexOf("\"message_start\""u8) >= 0 && ModelSplice.Find(json) is { } range)
            {
                output.Write("data:"u8);
                ModelSplice.Write(output, json, range, model);
                _line.Clear();
            }

            // Only a ping may come before the start.
            _isDone = json.IndexOf("\"ping\""u8) < 0;
        }

        Release(output);
    }

    private bool MayBecomeData()
    {
        var line = _line.Span;
        return line.Length < "data:".Length ? "data:"u8.StartsWith(line) : line.StartsWith("data:"u8);
    }

    private void GiveUp(IBufferWriter<byte> output)
    {
        _isDone = true;
        Release(output);
    }

    private void Release(IBufferWriter<byte> output)
    {
        output.Write(_line.Span);
        _line.Clear();
    }
}
