namespace ClaudeDesktop.Providers;

/// <summary>What OpenRouter may do with a request: whether it may go to somebody who keeps it or trains on it.</summary>
public enum DataPolicy
{
    /// <summary>Everybody may serve it.</summary>
    Allow,

    /// <summary>Only those may serve it who neither keep it nor train on it.</summary>
    Deny,
}
