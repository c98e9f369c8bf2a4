namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>What a model takes.</summary>
/// <param name="Prefix">What its id begins with.</param>
internal sealed record GeminiModel(string Prefix)
{
    /// <summary>The thinking levels that it knows, from least to most; empty where it takes a budget or does not think.</summary>
    public string[] Levels { get; init; } = [];

    /// <summary>The smallest thinking budget; where the largest is 0, the model takes none.</summary>
    public int LeastBudget { get; init; }

    public int MostBudget { get; init; }

    /// <summary>Its thinking can be switched off with a budget of 0.</summary>
    public bool MayNotThink { get; init; }

    /// <summary>The most that it writes; null where that is not known.</summary>
    public int? MostOutput { get; init; } = 65_536;

    /// <summary>Of the third generation or a later one: signatures are required, results hold media, tools of all kinds mix.</summary>
    public bool IsThird { get; init; }

    /// <summary>Takes a tool's schema as OpenAPI's subset only.</summary>
    public bool PlainSchemas { get; init; }
}
