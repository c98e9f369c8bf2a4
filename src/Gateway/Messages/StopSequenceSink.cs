using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>
/// Stops an answer at the first of the client's stop sequences, for upstreams that cannot: text that may be the beginning of one is
/// held back, and whoever reads the upstream sees that the answer is over and leaves.
/// </summary>
internal sealed class StopSequenceSink(IAnswer answer, IReadOnlyList<byte[]> sequences) : IAnswer, IDisposable
{
    private const int BytesPerToken = 4;
    private readonly byte[][] _sequences = [.. sequences.Where(sequence => sequence.Length > 0)];
    private readonly SearchValues<byte> _beginnings = SearchValues.Create([.. sequences.Where(sequence => sequence.Length > 0).Select(sequence => sequence[0])]);
    private readonly PooledBuffer _held = new();
    private long _bytes;

    public bool IsOver => answer.IsOver;

    public bool HasContent => answer.HasContent;

    public bool IsEmpty => answer.IsEmpty;

    public MessageUsage Usage => answer.Usage;

    public AnthropicError? Failure => answer.Failure;

    public void Push(in MessageEvent happened)
    {
        if (answer.IsOver)
            return;
        _bytes += happened.Payload.Length;
        if (happened.Kind == MessageEventKind.Text)
        {
            Take(happened.Payload);
            return;
        }

        if (happened.Kind is not (MessageEventKind.Usage or MessageEventKind.Start))
            Release(_held.Length);
        answer.Push(happened);
    }

    public void Dispose() => _held.Dispose();

    private void Take(ReadOnlySpan<byte> text)
    {
        // Most text has nothing of a stop sequence in it.
        if (_held.Length == 0 && !text.ContainsAny(_beginnings))
        {
            answer.Push(MessageEvent.Text(text));
            return;
        }

        _held.Append(text);
        var (start, sequence) = FindFirst(_held.Span);
        if (sequence is null)
        {
            Release(_held.Length - LongestBeginning(_held.Span));
            return;
        }

        Release(start);
        answer.Push(MessageEvent.UsageSoFar(answer.Usage with { Output = Math.Max(1, _bytes / BytesPerToken), IsEstimate = true }));
        answer.Push(MessageEvent.Stop(StopReason.StopSequence, sequence));
    }

    private void Release(int length)
    {
        if (length == 0)
            return;
        answer.Push(MessageEvent.Text(_held.Span[..length]));
        _held.Consume(length);
    }

    // The model would have stopped at the sequence that is complete first.
    private (int Start, byte[]? Sequence) FindFirst(ReadOnlySpan<byte> text)
    {
        (int Start, byte[]? Sequence) found = (0, null);
        var end = int.MaxValue;
        foreach (var sequence in _sequences)
        {
            var start = text.IndexOf(sequence);
            if (start < 0 || start + sequence.Length > end || (start + sequence.Length == end && start > found.Start))
                continue;
            end = start + sequence.Length;
            found = (start, sequence);
        }

        return found;
    }

    private int LongestBeginning(ReadOnlySpan<byte> text)
    {
        var longest = 0;
        foreach (var sequence in _sequences)
        {
            for (var length = Math.Min(sequence.Length - 1, text.Length); length > longest; length--)
            {
                if (text.EndsWith(sequence.AsSpan(0, length)))
                    longest = length;
            }
        }

        return longest;
    }
}
