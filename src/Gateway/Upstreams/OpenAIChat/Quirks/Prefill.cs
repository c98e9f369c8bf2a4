namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;

/// <summary>What becomes of an answer that the client has begun itself.</summary>
internal enum Prefill
{
    /// <summary>It stands last, as it is.</summary>
    Plain,

    /// <summary>It stands last and is marked as a <c>prefix</c>.</summary>
    Marked,

    /// <summary>Refused in the last place: a user's word follows it.</summary>
    Refused,
}
