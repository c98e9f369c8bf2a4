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

    /// <summary>Whether the answer came in pieces, over time.</summary>
    public bool Streamed { get; init; }

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

    internal ProviderTest With(ClaudeDesktopException failure) => this with { Problem = failure.Message, RecommendedAction = failure.RecommendedAction };
}
