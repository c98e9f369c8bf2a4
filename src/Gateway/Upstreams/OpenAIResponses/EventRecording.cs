using System;
using System.Collections.Generic;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>Keeps events until it is their turn.</summary>
internal sealed class EventRecording : IMessageEventSink, IDisposable
{
    private readonly PooledBuffer _payloads = new();
    private readonly List<(MessageEventKind Kind, int Start, int Length, int Call, string Id, string Name)> _events = [];

    public void Push(in MessageEvent happened)
    {
        // Pieces of one thing are one piece by the time that they may go on.
        if (_events.Count > 0 && Continues(_events[^1].Kind, _events[^1].Call, happened))
            _events[^1] = _events[^1] with { Length = _events[^1].Length + happened.Payload.Length };
        else
            _events.Add((happened.Kind, _payloads.Length, happened.Payload.Length, happened.Call, happened.Id, happened.Name));
        _payloads.Append(happened.Payload);
    }

    public void Replay(IMessageEventSink sink)
    {
        foreach (var (kind, start, length, call, id, name) in _events)
        {
            var payload = _payloads.Span.Slice(start, length);
            sink.Push(kind switch
            {
                MessageEventKind.Text => MessageEvent.Text(payload),
                MessageEventKind.Thinking => MessageEvent.Thinking(payload),
                MessageEventKind.Signature => MessageEvent.Signature(payload),
                MessageEventKind.ToolUse => MessageEvent.ToolUse(call, id, name),
                MessageEventKind.ToolInput => MessageEvent.ToolInput(call, payload),
                MessageEventKind.ToolEnd => MessageEvent.ToolEnd(call),
                MessageEventKind.Block => MessageEvent.Block(payload),
                _ => MessageEvent.Start(),
            });
        }

        _events.Clear();
        _payloads.Clear();
    }

    private static bool Continues(MessageEventKind kind, int call, in MessageEvent happened) =>
        happened.Kind == kind && happened.Call == call && kind is (MessageEventKind.Text or MessageEventKind.Thinking or MessageEventKind.ToolInput);

    public void Dispose() => _payloads.Dispose();
}
