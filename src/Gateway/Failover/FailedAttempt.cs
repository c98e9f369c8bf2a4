using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>An attempt that came to nothing before anything was sent to the client.</summary>
internal sealed record FailedAttempt(Candidate Candidate, AnthropicError Error, FailureKind Kind);
