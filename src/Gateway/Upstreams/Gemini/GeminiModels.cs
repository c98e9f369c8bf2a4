using System;
using System.Linq;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>What is known of single models (as of 2026-11). The first line that fits counts.</summary>
internal static class GeminiModels
{
    private static readonly GeminiModel[] Known =
    [
        new("gemini-3-pro-image") { IsThird = true, MostOutput = 32_768 },
        Third("gemini-3-pro", "LOW", "HIGH"),
        Third("gemini-3.1-pro", "LOW", "MEDIUM", "HIGH"),
        Third("gemini-2.5-pro") with { IsThird = false, LeastBudget = 128, MostBudget = 32_768 },
        Third("gemini-2.5-flash-lite") with { IsThird = false, LeastBudget = 512, MostBudget = 24_576, MayNotThink = true },
        Third("gemini-2.5-flash-image") with { IsThird = false, MostOutput = 32_768 },
        Third("gemini-2.5") with { IsThird = false, LeastBudget = 1, MostBudget = 24_576, MayNotThink = true },
        new("gemini-2") { MostOutput = 8_192, PlainSchemas = true },
        new("gemini-1") { MostOutput = 8_192, PlainSchemas = true },
        Third("gemini-", "MINIMAL", "LOW", "MEDIUM", "HIGH"),
        new("gemma-") { MostOutput = 8_192 },
    ];

    private static readonly GeminiModel Other = new("") { MostOutput = null };

    public static GeminiModel Find(string model)
    {
        var name = model[(model.LastIndexOf('/') + 1)..];
        return Known.FirstOrDefault(known => name.StartsWith(known.Prefix, StringComparison.OrdinalIgnoreCase)) ?? Other;
    }

    private static GeminiModel Third(string prefix, params string[] levels) => new(prefix) { IsThird = true, Levels = levels };
}
