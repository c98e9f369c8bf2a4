using System;

namespace ClaudeDesktop.Live;

/// <summary>What came of asking a provider a tiny question.</summary>
public sealed record ProviderTest
{
    /// <summary>The provider's id.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether a whole answer came, piece by piece, and nothing stands in Claude Desktop's way.</summary>
    public bool Succeeded => Problem is null;

    public TestWay Way { get; init; }

    /// <summary>Where the question went.</summary>
    public Uri? Address { get; init; }

    /// <summary>Whether anybody answered there, whatever the answer was.</summary>
    public bool Reached { get; init; }

    /// <summary>Whether the key was accepted; null where the answer does not tell.</summary>
    public bool? Authenticated { get; init; }

    /// <summary>The model that was asked for.</summary>
    public string? RequestedModel { get; init; }

    /// <summary>The model that answered, as the answer names it. The gateway answers with the name that was asked for.</summary>
    public string? Model { get; init; }

    /// <summary>Whether the words came one after the other, and not all at one moment.</summary>
    public bool Streamed { get; init; }

    /// <summary>Whether the model calls tools, which Cowork and Code live on: a call came back whole.</summary>
    public FeatureSupport Tools { get; init; }

    /// <summary>Whether the model sees pictures.</summary>
    public FeatureSupport Images { get; init; }

    /// <summary>Whether Claude Desktop's own web search works.</summary>
    public FeatureSupport WebSearch { get; init; }

    /// <summary>The most tokens that a request may have; null where the vendor does not tell.</summary>
    public long? ContextLength { get; init; }

    /// <summary>The tokens of the test's questions; null where the answers do not tell.</summary>
    public long? InputTokens { get; init; }

    /// <summary>The tokens of the answers; null where they do not tell.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>What the test cost, in US dollars; null where the price or the tokens are not known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Milliseconds until the first byte of the answer's body; infinite where none came.</summary>
    public double FirstByteMs { get; init; } = double.PositiveInfinity;

    // PowerShell takes null for less than any number: a provider that never answered would be the fastest.

    /// <summary>Milliseconds until the answer was complete; infinite where no complete one came.</summary>
    public double LatencyMs { get; init; } = double.PositiveInfinity;

    /// <summary>Of an Ollama server: its version.</summary>
    public Version? ServerVersion { get; init; }

    /// <summary>What is wrong, in a sentence; null where nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>What to do about it.</summary>
    public string? RecommendedAction { get; init; }

    internal ProviderTest Failed(string problem, string action) => this with { Problem = problem, RecommendedAction = action };

    internal ProviderTest With(ClaudeDesktopException failure) => this with { Problem = failure.Message, RecommendedAction = failure.RecommendedAction };
}
