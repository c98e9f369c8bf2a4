using System;
using System.Collections.Generic;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Live;

/// <summary>What was found of an Ollama that a provider is to be made for.</summary>
public sealed record OllamaFindings
{
    /// <summary>Whether a server answers.</summary>
    public bool IsThere { get; init; }

    public Version? Version { get; init; }

    /// <summary>Why the version does not do; null where it does.</summary>
    public string? Problem { get; init; }

    /// <summary>The models that are there.</summary>
    public IReadOnlyList<UpstreamModel> Models { get; init; } = [];

    /// <summary>The provider's routes, with models that are there where the user named none.</summary>
    public IReadOnlyList<ModelRoute> Routes { get; init; } = [];

    /// <summary>Models of those routes that are not there.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Models of those routes that may be loaded with too little room for an agent.</summary>
    public IReadOnlyList<string> Narrow { get; init; } = [];
}
