namespace ClaudeDesktop.Gateway.Tests.Failover;

/// <summary>What a chaotic upstream does with a request.</summary>
internal enum Mischief
{
    None,
    Reset,
    Close,
    StallBeforeHeaders,
    StallAfterHeaders,
    Busy429,
    Busy429Soon,
    Busy429Later,
    Busy529,
    Busy503,
    Busy503Later,
    BrokenHead,
    Page,
    ErrorIn200,
    FirstEventIsError,
    Empty,
    OnlyStart,
    DripBeforeFirstEvent,

    /// <summary>From here on, the answer has begun before it goes wrong.</summary>
    CutInTheMiddle,
    ResetInTheMiddle,
    StallInTheMiddle,
    ErrorInTheMiddle,
    DripInTheMiddle,
    DripEventsForEver,
}
