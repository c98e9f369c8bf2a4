namespace ClaudeDesktop.Usage;

internal enum UsageLineKind
{
    /// <summary>Nothing, or an object that a newer gateway may have meant something by.</summary>
    Other,

    Request,

    Start,

    End,

    Missed,

    /// <summary>No JSON object of a ledger: cut short, or another's.</summary>
    Unreadable,
}
