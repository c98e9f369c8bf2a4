using System;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>One request in an upstream's format, and the reader of its answer.</summary>
internal interface ITranslation
{
    Uri Address { get; }

    /// <summary>The upstream has said all but perhaps its usage.</summary>
    bool AwaitsOnlyUsage { get; }

    /// <summary>Reads one event of a stream, or a whole answer, as events.</summary>
    void Read(ReadOnlySpan<byte> json, IMessageEventSink sink);

    /// <summary>The upstream has closed its answer.</summary>
    void End(IMessageEventSink sink);
}
