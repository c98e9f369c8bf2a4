using System;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>Where a conversation is.</summary>
/// <param name="Home">Whom its requests are meant for.</param>
/// <param name="Server">Who answered last.</param>
/// <param name="Since">Since when.</param>
/// <param name="Stay">How long it stays there before its home is asked again.</param>
internal sealed record Conversation(string Home, string Server, DateTimeOffset Since, TimeSpan Stay)
{
    /// <summary>Whether it was elsewhere before, and came home.</summary>
    public bool HasReturned { get; init; }
}
