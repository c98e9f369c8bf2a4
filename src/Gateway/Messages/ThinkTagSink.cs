using System;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>
/// Takes reasoning out of text where an upstream marks it with tags. Once text has begun, an opening tag counts at the beginning of a
/// line only, and never inside a block of code.
/// </summary>
internal sealed class ThinkTagSink(IAnswer answer, ThinkTags tags) : IAnswer, IDisposable
{
    private static readonly byte[] Whitespace = " \t\r\n"u8.ToArray();
    private readonly PooledBuffer _held = new();
    private readonly PooledBuffer _unclosed = new();
    private State _state = State.Start;
    private bool _isUntagged = tags == ThinkTags.StartInside;
    private bool _calledTool;
    private CodeFence _fence;

    /// <summary>How many bytes before the current place are still to be said: lines go on together.</summary>
    private int _unsaid;

    private enum State
    {
        Start,
        ThoughtStart,
        Thought,
        ThoughtEnd,
        LineStart,
        Indented,
        Line,
    }

    public bool IsOver => answer.IsOver;

    public bool HasContent => answer.HasContent;

    public bool IsEmpty => answer.IsEmpty;

    public MessageUsage Usage => answer.Usage;

    public AnthropicError? Failure => answer.Failure;

    private static ReadOnlySpan<byte> Opening => "<think>"u8;

    private static ReadOnlySpan<byte> Closing => "</think>"u8;

    public void Push(in MessageEvent happened)
    {
        switch (happened.Kind)
        {
            case MessageEventKind.Text:
                Take(happened.Payload);
                return;
            case MessageEventKind.Thinking:
                // It tells its reasoning apart by itself: what comes as text is text.
                _isUntagged = false;
                break;
            case MessageEventKind.Usage or MessageEventKind.Start:
                break;
            default:
                _held.Consume(Run(_held.Span, isLast: true));
                _calledTool |= happened.Kind == MessageEventKind.ToolUse;
                if (happened is { Kind: MessageEventKind.Stop, Reason: StopReason.EndTurn or StopReason.StopSequence })
                    SayUnclosed();
                break;
        }

        answer.Push(happened);
    }

    public void Dispose()
    {
        _held.Dispose();
        _unclosed.Dispose();
    }

    // The tag never came: the whole of it was the answer.
    private void SayUnclosed()
    {
        if (_isUntagged && !_calledTool && _unclosed.Length > 0)
            answer.Push(MessageEvent.Text(_unclosed.Span));
    }

    private void Take(ReadOnlySpan<byte> text)
    {
        if (_held.Length == 0)
        {
            _held.Append(text[Run(text, isLast: false)..]);
            return;
        }

        _held.Append(text);
        _held.Consume(Run(_held.Span, isLast: false));
    }

    /// <summary>Returns how much of the text is dealt with.</summary>
    private int Run(ReadOnlySpan<byte> text, bool isLast)
    {
        var used = 0;
        while (used < text.Length)
        {
            var (state, unsaid) = (_state, _unsaid);
            var step = Step(text[used..], isLast);
            if (step == 0 && _state == state)
                break;
            if (_unsaid == unsaid && step > 0)
                SayUpTo(text[..used]);
            used += step;
        }

        SayUpTo(text[..used]);
        return used;
    }

    private void SayUpTo(ReadOnlySpan<byte> text)
    {
        if (_unsaid > 0)
            answer.Push(MessageEvent.Text(text[^_unsaid..]));
        _unsaid = 0;
    }

    /// <summary>Returns how much is dealt with; none, in the same state, where more must be seen first.</summary>
    private int Step(ReadOnlySpan<byte> text, bool isLast) => _state switch
    {
        State.Start => Begin(text, isLast),
        State.ThoughtStart => SkipBlanks(text, State.Thought),
        State.Thought => Think(text, isLast),
        State.ThoughtEnd => SkipBlanks(text, State.Start),
        State.LineStart or State.Indented => BeginLine(text, isLast),
        _ => SayLine(text),
    };

    private int Begin(ReadOnlySpan<byte> text, bool isLast)
    {
        var blanks = Blanks(text);
        var rest = text[blanks..];
        if (rest.StartsWith(Opening))
        {
            _isUntagged = false;
            _state = State.ThoughtStart;
            return blanks + Opening.Length;
        }

        if (Opening.StartsWith(rest) && !isLast)
            return 0;
        _state = _isUntagged ? State.ThoughtStart : State.LineStart;
        return 0;
    }

    private int SkipBlanks(ReadOnlySpan<byte> text, State next)
    {
        var blanks = Blanks(text);
        if (blanks < text.Length)
            _state = next;
        return blanks;
    }

    private int Think(ReadOnlySpan<byte> text, bool isLast)
    {
        var end = text.IndexOf(Closing);
        if (end >= 0)
        {
            Thought(text[..end]);
            _isUntagged = false;
            _state = State.ThoughtEnd;
            return end + Closing.Length;
        }

        var length = text.Length - (isLast ? 0 : Beginning(text, Closing));
        Thought(text[..length]);
        return length;
    }

    private void Thought(ReadOnlySpan<byte> text)
    {
        if (_isUntagged)
            _unclosed.Append(text);
        if (!text.IsEmpty)
            answer.Push(MessageEvent.Thinking(text));
    }

    private int BeginLine(ReadOnlySpan<byte> text, bool isLast)
    {
        if (_state == State.LineStart && !_fence.IsOpen)
        {
            if (text.StartsWith(Opening))
            {
                _state = State.ThoughtStart;
                return Opening.Length;
            }

            if (Opening.StartsWith(text) && !isLast)
                return 0;
        }

        if (text[0] is (byte)' ' or (byte)'\t')
        {
            _state = State.Indented;
            return Say(text[..1]);
        }

        var run = CodeFence.Run(text);
        if (run == text.Length && !isLast)
            return 0;
        _fence.Take(text[0], run);
        _state = State.Line;
        return Say(text[..run]);
    }

    private int SayLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n') + 1;
        if (end > 0)
            _state = State.LineStart;
        return Say(end > 0 ? text[..end] : text);
    }

    private int Say(ReadOnlySpan<byte> text)
    {
        _unsaid += text.Length;
        return text.Length;
    }

    private static int Blanks(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(Whitespace) is >= 0 and var first ? first : text.Length;

    private static int Beginning(ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag)
    {
        var length = Math.Min(tag.Length - 1, text.Length);
        while (!text.EndsWith(tag[..length]))
            length--;
        return length;
    }
}
