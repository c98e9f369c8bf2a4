using System;
using System.Collections.Generic;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>One request in an upstream's format, and the reader of its answer.</summary>
internal interface ITranslation
{
    /// <summary>Whom to ask; null where the answer is known without asking.</summary>
    Uri? Address { get; }

    /// <summary>The upstream has said all but perhaps its usage.</summary>
    bool AwaitsOnlyUsage { get; }

    /// <summary>The upstream answers in events only, whatever the client wants.</summary>
    bool StreamsOnly => false;

    /// <summary>Stop sequences for which the upstream has no parameter, so that the gateway itself stops at them.</summary>
    IReadOnlyList<byte[]> EmulatedStops => [];

    /// <summary>How the upstream marks reasoning inside its text.</summary>
    ThinkTags ThinkTags => ThinkTags.None;

    /// <summary>The model that the upstream says has answered, as far as it was read.</summary>
    string? AnsweredModel => null;

    /// <summary>Rewrites the body without what the upstream refused. False where nothing can be left out.</summary>
    bool Repair(AnthropicError refusal, PooledBuffer body) => false;

    /// <summary>Reads one event of a stream, or a whole answer, as events.</summary>
    void Read(ReadOnlySpan<byte> json, IMessageEventSink sink);

    /// <summary>The upstream has closed its answer.</summary>
    void End(IMessageEventSink sink);
}
