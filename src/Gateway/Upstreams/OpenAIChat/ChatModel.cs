namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>What a model takes.</summary>
/// <param name="Prefix">What its id begins with, without a vendor's prefix.</param>
/// <param name="Efforts">The efforts that it knows, from none to most; empty where it takes none.</param>
internal sealed record ChatModel(string Prefix, params string[] Efforts)
{
    /// <summary>One of OpenAI's, which has fields that others refuse.</summary>
    public bool IsOpenAI { get; init; }

    /// <summary>Reasons by itself: no sampling parameters, no stop sequences, a developer instead of a system.</summary>
    public bool Reasons { get; init; }

    /// <summary>Takes images. What is not known to be blind is asked.</summary>
    public bool SeesImages { get; init; } = true;
}
