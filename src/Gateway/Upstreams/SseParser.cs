using System;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>Server-sent events, cut anywhere, with any line ends.</summary>
internal sealed class SseParser(ISseHandler handler) : IDisposable
{
    private const int Largest = 64 * 1024 * 1024;
    private readonly PooledBuffer _line = new();
    private readonly PooledBuffer _data = new();
    private readonly PooledBuffer _name = new();
    private bool _hasData;
    private bool _afterCarriageReturn;
    private bool _beyondFirstLine;

    /// <summary>Nothing of an event has come yet, so that another may be put in here.</summary>
    public bool IsBetweenEvents { get; private set; } = true;

    /// <summary>How many events and comments have come whole.</summary>
    public long Signs { get; private set; }

    public void Feed(ReadOnlySpan<byte> chunk)
    {
        while (!chunk.IsEmpty)
        {
            if (_afterCarriageReturn)
            {
                _afterCarriageReturn = false;
                if (chunk[0] == (byte)'\n')
                {
                    chunk = chunk[1..];
                    continue;
                }
            }

            var end = chunk.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0)
            {
                IsBetweenEvents = false;
                Hold(chunk);
                return;
            }

            _afterCarriageReturn = chunk[end] == (byte)'\r';
            TakeLine(chunk[..end]);
            chunk = chunk[(end + 1)..];
        }
    }

    /// <summary>Hands over what the upstream did not finish with a blank line.</summary>
    public void End()
    {
        if (_line.Length > 0)
            TakeLine(default);
        Dispatch();
    }

    public void Dispose()
    {
        _line.Dispose();
        _data.Dispose();
        _name.Dispose();
    }

    private void TakeLine(ReadOnlySpan<byte> rest)
    {
        if (_line.Length > 0)
        {
            Hold(rest);
            Interpret(_line.Span);
            _line.Clear();
        }
        else
        {
            Interpret(rest);
        }
    }

    private void Interpret(ReadOnlySpan<byte> line)
    {
        if (!_beyondFirstLine)
        {
            _beyondFirstLine = true;
            if (line.StartsWith("\uFEFF"u8))
                line = line[3..];
        }

        if (line.IsEmpty)
        {
            Dispatch();
            return;
        }

        if (line[0] == (byte)':')
            Signs++;
        IsBetweenEvents = false;
        if (Field(line, "data"u8, out var value))
        {
            if (_hasData)
                _data.Append("\n"u8);
            _hasData = true;
            Limit(_data.Length + value.Length);
            _data.Append(value);
        }
        else if (Field(line, "event"u8, out value))
        {
            _name.Clear();
            _name.Append(value);
        }
    }

    private void Dispatch()
    {
        if (_hasData)
        {
            Signs++;
            handler.OnEvent(_name.Span, _data.Span);
        }

        _hasData = false;
        _data.Clear();
        _name.Clear();
        IsBetweenEvents = true;
    }

    private void Hold(ReadOnlySpan<byte> part)
    {
        Limit(_line.Length + part.Length);
        _line.Append(part);
    }

    private static void Limit(int length)
    {
        if (length > Largest)
            throw new AnthropicErrorException(AnthropicError.Api("The upstream sent a single event of more than 64 MiB."));
    }

    private static bool Field(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!line.StartsWith(name))
            return false;
        var rest = line[name.Length..];
        if (rest.IsEmpty)
            return true;
        if (rest[0] != (byte)':')
            return false;
        value = rest.Length > 1 && rest[1] == (byte)' ' ? rest[2..] : rest[1..];
        return true;
    }
}
