using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>One item of an answer under way. An item that the gateway has no use for does nothing.</summary>
internal class OutputItem(int? index, string type) : IDisposable
{
    private EventRecording? _recording;

    public int? Index { get; } = index;

    public string Type { get; } = type;

    public bool IsDone { get; protected set; }

    /// <summary>Where its events go: to the client, or, while an earlier item is under way, to wait.</summary>
    public IMessageEventSink Sink { get; private set; } = null!;

    public void Wait() => Sink = _recording = new EventRecording();

    public void GoLive(IMessageEventSink sink)
    {
        Sink = sink;
        _recording?.Replay(sink);
        _recording?.Dispose();
        _recording = null;
    }

    /// <summary>What is known of the item from its beginning.</summary>
    public virtual void Open(JsonElement item)
    {
    }

    public virtual void TakeDelta(in ResponseEvent happened, ReadOnlySpan<byte> delta)
    {
    }

    /// <summary>The whole of one part, which counts where its deltas were missing.</summary>
    public virtual void TakeWhole(in ResponseEvent happened, ReadOnlySpan<byte> whole)
    {
    }

    /// <summary>The item is complete; null where the upstream never said so.</summary>
    public virtual void Finish(JsonElement? item) => IsDone = true;

    public void Dispose()
    {
        _recording?.Dispose();
        _recording = null;
    }
}
