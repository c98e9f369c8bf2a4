namespace ClaudeDesktop.Gateway.Failover;

/// <summary>What a failure says about who failed, and so what may help.</summary>
internal enum FailureKind
{
    /// <summary>The request itself: nobody else would answer it either.</summary>
    Request,

    /// <summary>The account with the provider: its key, its rights, its credit. Asking again is in vain, asking another is not.</summary>
    Account,

    /// <summary>The provider does not know, or does not offer, this model.</summary>
    Model,

    /// <summary>Too many requests, or too many tokens, for now.</summary>
    RateLimit,

    /// <summary>The provider is not reached, is overloaded, or answers nonsense.</summary>
    Server,

    /// <summary>Nothing was heard for too long.</summary>
    Silence,
}
