using System;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>A tool call under way. It is held back until its id and its name are known.</summary>
internal sealed class ChatCall(int number, int? index) : IDisposable
{
    private readonly PooledBuffer _held = new();
    private JsonProgress _input;
    private bool _begun;

    public int? Index { get; } = index;

    public string? Id { get; set; }

    public string? Name { get; set; }

    /// <summary>A place that the upstream kept for a call and never filled.</summary>
    public bool IsEmpty => Name is null && _held.Length == 0;

    /// <summary>Its input has begun and has not come to its end.</summary>
    public bool IsCutOff => _input.IsOpen;

    public SplitPair Pair { get; } = new();

    public void Add(ReadOnlySpan<byte> arguments, IMessageEventSink sink, ToolNames names)
    {
        if (!_begun && Id is not null && Name is not null)
            Begin(sink, names);
        if (arguments.IsEmpty)
            return;
        _input.Follow(arguments);
        if (_begun)
            sink.Push(MessageEvent.ToolInput(number, arguments));
        else
            _held.Append(arguments);
    }

    /// <summary>The upstream will say no more: what it did not name gets a name of ours.</summary>
    public void End(IMessageEventSink sink, ToolNames names)
    {
        if (IsEmpty)
            return;
        if (!_begun && Name is null)
            throw new AnthropicErrorException(AnthropicError.Api("The upstream called a tool without naming it. Try again."));
        Id ??= Ids.ToolUse();
        if (!_begun)
            Begin(sink, names);
        sink.Push(MessageEvent.ToolEnd(number));
    }

    public void Dispose() => _held.Dispose();

    private void Begin(IMessageEventSink sink, ToolNames names)
    {
        _begun = true;
        sink.Push(MessageEvent.ToolUse(number, Id!, names.ForClient(Name!)));
        if (_held.Length > 0)
            sink.Push(MessageEvent.ToolInput(number, _held.Span));
        _held.Clear();
    }
}
