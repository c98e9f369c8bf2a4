using System;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>What an answer says of itself, whatever the upstream calls itself.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Model">The model that the client asked for.</param>
/// <param name="InputEstimate">Tokens of the request, until the upstream says how many they are.</param>
/// <param name="Signature">Closes reasoning that the upstream did not sign.</param>
internal sealed record AnswerHead(string Id, string Model, Lazy<long> InputEstimate, Func<string> Signature)
{
    /// <summary>What the client asked, as far as it bears on the answer.</summary>
    public MessageRequest Request { get; init; }

    /// <summary>What must not stand in an error of its own.</summary>
    public Redaction Redaction { get; init; } = Redaction.None;
}
