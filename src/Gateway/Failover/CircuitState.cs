namespace ClaudeDesktop.Gateway.Failover;

internal enum CircuitState
{
    /// <summary>All goes well.</summary>
    Closed,

    /// <summary>Nobody asks.</summary>
    Open,

    /// <summary>One asks, and finds out for all.</summary>
    HalfOpen,
}
