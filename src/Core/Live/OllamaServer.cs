using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Live;

/// <summary>Whether an Ollama on this machine or in the house is new enough. Ollama's cloud has no version to ask for.</summary>
internal static class OllamaServer
{
    private const int Port = 11434;
    private const int MostBytes = 64 * 1024;

    // Ollama has the Anthropic door since 0.14, and serves cloud models through it since 0.23.
    private static readonly Version OldestForMessages = new(0, 14);
    private static readonly Version OldestForCloud = new(0, 23);

    public static bool Is(Provider provider) => provider.BaseUri is { } address && (address.Port == Port || (provider.Preset == "Ollama" && address.IsLoopback));

    /// <summary>The server's version; null where it does not say.</summary>
    public static async Task<Version?> VersionAsync(Provider provider, TimeSpan patience, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(provider.BaseUri!, "/api/version"));
        try
        {
            return await LiveHttp.ExchangeAsync(provider, request, patience, ReadAsync, cancellation).ConfigureAwait(false);
        }
        catch (ClaudeDesktopException)
        {
            return null;
        }
    }

    /// <summary>Why the version does not do for a model; null where it does.</summary>
    public static string? Problem(Provider provider, Version version, string? model)
    {
        if (provider.ApiFormat == ApiFormat.AnthropicMessages && version < OldestForMessages)
            return $"Ollama {version} is too old: it speaks Anthropic Messages since {OldestForMessages}.";
        return model is not null && (model.EndsWith(":cloud", StringComparison.Ordinal) || model.EndsWith("-cloud", StringComparison.Ordinal)) && version < OldestForCloud
            ? $"Ollama {version} is too old for the cloud model '{model}': those need {OldestForCloud}."
            : null;
    }

    private static async Task<Version?> ReadAsync(HttpResponseMessage response, CancellationToken limit)
    {
        var words = await UpstreamWords.ReadAsync(response, MostBytes, limit).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(words.Body);
            var text = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("version", out var found) ? JsonString.Of(found) : null;
            return Version.TryParse(text?.Split('-', '+')[0], out var version) ? version : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
