using System;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Telemetry;

/// <summary>What the conventions call a provider: a well-known name where its address is one of a well-known vendor, else its id.</summary>
internal static class GenAiProvider
{
    private static readonly (string Host, string Name)[] Vendors =
    [
        ("api.anthropic.com", "anthropic"),
        ("api.cohere.com", "cohere"),
        ("api.deepseek.com", "deepseek"),
        ("api.groq.com", "groq"),
        ("api.mistral.ai", "mistral_ai"),
        ("api.moonshot.ai", "moonshot_ai"),
        ("api.moonshot.cn", "moonshot_ai"),
        ("api.openai.com", "openai"),
        ("api.perplexity.ai", "perplexity"),
        ("api.x.ai", "x_ai"),
        ("generativelanguage.googleapis.com", "gcp.gemini"),
        (".aiplatform.googleapis.com", "gcp.vertex_ai"),
        ("-aiplatform.googleapis.com", "gcp.vertex_ai"),
        (".openai.azure.com", "azure.ai.openai"),
        (".services.ai.azure.com", "azure.ai.inference"),
    ];

    public static string NameOf(Provider? provider, string? id)
    {
        var host = provider?.BaseUri?.Host ?? "";
        if (host.StartsWith("bedrock", StringComparison.OrdinalIgnoreCase) && host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase))
            return "aws.bedrock";
        return Vendors.FirstOrDefault(vendor => Is(host, vendor.Host)).Name ?? id ?? "none";
    }

    private static bool Is(string host, string vendor) =>
        vendor[0] is '.' or '-' ? host.EndsWith(vendor, StringComparison.OrdinalIgnoreCase) : host.Equals(vendor, StringComparison.OrdinalIgnoreCase);
}
