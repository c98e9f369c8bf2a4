using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;

/// <summary>How one model at one vendor differs from Chat Completions as most speak it.</summary>
internal sealed record ChatQuirks
{
    /// <summary>The efforts that it knows, from none to most; empty where it takes none.</summary>
    public string[] Efforts { get; init; } = [];

    public ThinkingSwitch Switch { get; init; }

    public ReasoningReplay Replay { get; init; }

    public ThinkTags ThinkTags { get; init; } = ThinkTags.Split;

    /// <summary><c>max_completion_tokens</c> instead of <c>max_tokens</c>.</summary>
    public bool CompletionTokens { get; init; }

    /// <summary>The longest answer that may be asked for, in tokens; 0 where it is not known.</summary>
    public int MostTokens { get; init; }

    /// <summary>How many stop sequences it takes. The gateway itself stops at the ones beyond.</summary>
    public int MostStops { get; init; } = 4;

    /// <summary>Takes <c>temperature</c> and <c>top_p</c>.</summary>
    public bool Sampling { get; init; } = true;

    public bool TopK { get; init; }

    /// <summary>Instructions come from a <c>developer</c>, not from the <c>system</c>.</summary>
    public bool Developer { get; init; }

    /// <summary>Refuses system messages but the first.</summary>
    public bool OneSystem { get; init; }

    /// <summary>Wants "" where a message has calls and no text; others want null.</summary>
    public bool EmptyContent { get; init; }

    public int LongestId { get; init; } = 40;

    /// <summary>Ids are of exactly that length, letters and digits only.</summary>
    public bool ExactIds { get; init; }

    public Prefill Prefill { get; init; }

    public CacheMarks Cache { get; init; }

    /// <summary>Takes <c>safety_identifier</c> and <c>prompt_cache_key</c>.</summary>
    public bool Identity { get; init; }

    /// <summary>Sees images. What is not known to be blind is asked.</summary>
    public bool Images { get; init; } = true;

    /// <summary>Reads PDF files.</summary>
    public bool Files { get; init; } = true;

    /// <summary>Takes <c>parallel_tool_calls</c>.</summary>
    public bool ParallelSwitch { get; init; } = true;

    /// <summary>Takes <c>stream_options</c>.</summary>
    public bool StreamOptions { get; init; } = true;
}
