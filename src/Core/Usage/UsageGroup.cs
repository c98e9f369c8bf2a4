namespace ClaudeDesktop.Usage;

/// <summary>What requests can be summed by.</summary>
public enum UsageGroup
{
    Provider,

    /// <summary>The model that was sent to the upstream, else the one that was asked for.</summary>
    Model,

    Role,

    /// <summary>The day on which the request arrived, by the clock of whoever looks.</summary>
    Day,

    Session,

    User,

    Machine,

    Project,
}
