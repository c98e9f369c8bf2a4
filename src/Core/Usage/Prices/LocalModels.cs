using System;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Usage.Prices;

/// <summary>Models that run on this machine and cost nothing. Another server on loopback may be a door to one that sends bills.</summary>
internal static class LocalModels
{
    private static readonly string[] Presets = ["Ollama", "LM Studio", "llama.cpp", "vLLM"];

    // Ollama passes these on to its own cloud.
    private static readonly string[] CloudMarks = [":cloud", "-cloud"];

    public static ModelPrice? Find(Provider provider, string model) =>
        provider.BaseUri is { IsLoopback: true }
        && Presets.Contains(provider.Preset, StringComparer.OrdinalIgnoreCase)
        && !Array.Exists(CloudMarks, mark => model.EndsWith(mark, StringComparison.OrdinalIgnoreCase))
            ? new ModelPrice { Model = model, Provider = provider.Id, Input = 0, Output = 0, Origin = PriceOrigin.Local }
            : null;
}
