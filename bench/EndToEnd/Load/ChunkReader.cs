using System;
using System.Buffers.Text;

namespace ClaudeDesktop.EndToEnd.Load;

/// <summary>Takes the chunks of an HTTP/1.1 answer off its text, wherever it was cut.</summary>
internal struct ChunkReader
{
    private int _left;
    private int _digits;
    private State _state;

    private enum State
    {
        Size,
        SizeEnd,
        Text,
        TextEnd,
        LastLine,
        Over,
    }

    public readonly bool IsOver => _state == State.Over;

    /// <summary>Takes what has come, and moves the text in it to its front. Returns how long that is.</summary>
    public int Take(Span<byte> bytes)
    {
        var written = 0;
        for (var i = 0; i < bytes.Length;)
        {
            if (_state == State.Text)
            {
                var length = Math.Min(_left, bytes.Length - i);
                bytes.Slice(i, length).CopyTo(bytes[written..]);
                written += length;
                i += length;
                _left -= length;
                _state = _left == 0 ? State.TextEnd : State.Text;
            }
            else
            {
                TakeFrame(bytes.Slice(i++, 1));
            }
        }

        return written;
    }

    private void TakeFrame(ReadOnlySpan<byte> one)
    {
        switch (_state)
        {
            case State.Size when Utf8Parser.TryParse(one, out byte digit, out _, 'x'):
                _left = (16 * _left) + digit;
                _digits++;
                break;
            case State.Size:
                _state = State.SizeEnd;
                goto case State.SizeEnd;
            case State.SizeEnd when one[0] == (byte)'\n':
                _state = _left > 0 ? State.Text : _digits > 0 ? State.LastLine : State.Size;
                _digits = 0;
                break;
            case State.SizeEnd:
                break;
            case State.TextEnd when one[0] == (byte)'\n':
                _state = State.Size;
                break;
            case State.LastLine when one[0] == (byte)'\n':
                _state = State.Over;
                break;
            default:
                break;
        }
    }
}
