namespace ClaudeDesktop.GatewayControl;

/// <summary>How grave a line of a gateway's log is.</summary>
public enum GatewayLogLevel
{
    /// <summary>What happens on any day: each request, starts and ends.</summary>
    Information,

    /// <summary>Something that did not go as it was meant to.</summary>
    Warning,

    /// <summary>Something that failed.</summary>
    Error,
}
