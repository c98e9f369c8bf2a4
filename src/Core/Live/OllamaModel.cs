namespace ClaudeDesktop.Live;

/// <summary>A model as an Ollama describes it. What it does not say is null.</summary>
internal sealed record OllamaModel
{
    public required string Name { get; init; }

    /// <summary>Bytes on the disk.</summary>
    public long Size { get; init; }

    /// <summary>Whether it runs on Ollama's own servers.</summary>
    public bool IsCloud { get; init; }

    public bool? CallsTools { get; init; }

    public bool? SeesImages { get; init; }

    /// <summary>Whether it answers at all, and does not only embed.</summary>
    public bool? Answers { get; init; }

    /// <summary>The most tokens that the model was made for.</summary>
    public long? ContextLength { get; init; }

    /// <summary>The tokens that it is loaded with wherever nothing else is said: its own <c>num_ctx</c>.</summary>
    public long? ContextSetting { get; init; }
}
