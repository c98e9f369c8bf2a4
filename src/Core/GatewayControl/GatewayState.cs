namespace ClaudeDesktop.GatewayControl;

/// <summary>The states of a gateway.</summary>
public enum GatewayState
{
    /// <summary>Off.</summary>
    Stopped,

    /// <summary>Loading: started, and not yet answering.</summary>
    Starting,

    /// <summary>On.</summary>
    Running,

    /// <summary>Loading: told to end, and not yet gone.</summary>
    Stopping,

    /// <summary>Somebody else's program answers on the port.</summary>
    Foreign,
}
