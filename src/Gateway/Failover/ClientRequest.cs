using System;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>What a client asked, whoever is going to answer it.</summary>
internal sealed class ClientRequest
{
    private const int LongestSession = 200;

    public required HttpContext Context { get; init; }

    /// <summary>The request as the client sent it, decompressed.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The same, read once for all who are asked.</summary>
    public required RequestJson Json { get; init; }

    public required RequestEnvelope Envelope { get; init; }

    /// <summary>The client's name for the conversation, where it told one.</summary>
    public required string? Session { get; init; }

    /// <summary>What the client must not be told of a failure, as far as it is known by then.</summary>
    public required Func<Redaction> Redaction { get; init; }

    public required string RequestId { get; init; }

    /// <summary>When it arrived, as a timestamp of the gateway's clock.</summary>
    public required long Arrived { get; init; }

    public required ExchangeOutcome Outcome { get; init; }

    /// <summary>Names the conversation for the choice of a provider: each of a client's models has its own. Null where the client told none.</summary>
    public string? Conversation => Session is { Length: > 0 and <= LongestSession } ? $"{Session}\n{RequestedModel.Bare(Envelope.Model)}" : null;

    /// <summary>The request as one provider is asked it.</summary>
    /// <param name="candidate">Who is asked.</param>
    /// <param name="holdsFor">For how long somebody else could still be asked.</param>
    public Exchange To(Candidate candidate, TimeSpan holdsFor = default) => new()
    {
        Context = Context,
        Body = Body,
        Json = Json,
        Envelope = Envelope,
        Route = candidate.Route,
        Key = candidate.Key,
        Session = Session,
        Redaction = Redaction(),
        RequestId = RequestId,
        Arrived = Arrived,
        HoldsFor = holdsFor,
        Outcome = Outcome,
    };
}
