using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>A wire format other than Anthropic's: how a request is written in it, and how its answers are read.</summary>
internal interface ITranslatedFormat
{
    /// <summary>Names the format in signatures of reasoning.</summary>
    string Kind { get; }

    /// <summary>Writes the upstream's body and returns what its answer must be read with.</summary>
    ITranslation Translate(Exchange exchange, MessageRequest request, PooledBuffer body);

    /// <summary>Writes the question for a request's tokens and returns where to ask it; null where only an estimate is to be had.</summary>
    Uri? TranslateCount(Exchange exchange, MessageRequest request, PooledBuffer body) => null;

    /// <summary>Reads the answer to that question.</summary>
    long? ReadCount(JsonElement answer) => null;
}
