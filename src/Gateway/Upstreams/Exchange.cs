using System;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>One request that is to be answered, and all that an upstream needs for it.</summary>
internal sealed class Exchange
{
    public required HttpContext Context { get; init; }

    /// <summary>The request as the client sent it, decompressed.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The same, read.</summary>
    public RequestJson Json { get => field ??= new RequestJson(Body); init; }

    public required RequestEnvelope Envelope { get; init; }

    public required RoutedModel Route { get; init; }

    /// <summary>The provider's key; null where it wants none.</summary>
    public required string? Key { get; init; }

    /// <summary>Names the provider's account in signatures of reasoning.</summary>
    public string Account => field ??= ThinkingSignature.Account(Route.Provider.Id, Key);

    /// <summary>The client's name for the conversation, where it told one.</summary>
    public string? Session { get; init; }

    /// <summary>What the client must not be told of a failure.</summary>
    public Redaction Redaction { get; init; } = Redaction.None;

    public required string RequestId { get; init; }

    /// <summary>When the request arrived, as a timestamp of the gateway's clock; null where only this attempt counts.</summary>
    public long? Arrived { get; init; }

    /// <summary>
    /// For how long nothing goes to the client before the upstream has said something, because somebody else could still be asked; zero where
    /// there is nobody.
    /// </summary>
    public TimeSpan HoldsFor { get; init; }

    /// <summary>What the request's record will say.</summary>
    public required ExchangeOutcome Outcome { get; init; }
}
