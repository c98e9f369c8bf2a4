using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>Asks an upstream which models it has.</summary>
public sealed class ModelList(ProviderKeys keys)
{
    private const int MostPages = 50;
    private const int MostBytes = 8 * 1024 * 1024;

    /// <param name="provider">Whom to ask.</param>
    /// <param name="patience">How long each page may take.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <exception cref="ClaudeDesktopException">The upstream cannot be reached, refuses, or answers something else.</exception>
    public async Task<IReadOnlyList<UpstreamModel>> AskAsync(Provider provider, TimeSpan patience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (provider.IsOfficial)
            throw new ClaudeDesktopException(ErrorCode.ProviderIsOfficial, "Claude Desktop's own service lists its models to Claude Desktop only.", "Name one of your providers.", provider.Id);
        ProviderRules.Check(provider);
        var key = provider.AuthScheme == AuthScheme.None ? keys.Find(provider) : keys.Require(provider);
        try
        {
            return await AskAsync(provider, key, Address(provider), patience, cancellation).ConfigureAwait(false);
        }
        catch (ClaudeDesktopException e) when (e.Code == ErrorCode.UpstreamAddressWrong && Other(provider) is { } other)
        {
            return await AskAsync(provider, key, other, patience, cancellation).ConfigureAwait(false);
        }
    }

    internal static async Task<IReadOnlyList<UpstreamModel>> AskAsync(Provider provider, string? key, Uri address, TimeSpan patience, CancellationToken cancellation)
    {
        var models = new List<UpstreamModel>();
        string? next = null;
        for (var page = 0; page < MostPages; page++)
        {
            var asked = new Asked(provider, next is null ? address : Next(address, next), key, null);
            var found = await PageAsync(asked, patience, cancellation).ConfigureAwait(false);
            models.AddRange(found.Models);

            // Some answer every page with the first one.
            if (found.NextQuery is null || found.NextQuery == next)
                break;
            next = found.NextQuery;
        }

        return models;
    }

    private static async Task<ModelPage> PageAsync(Asked asked, TimeSpan patience, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, asked.Address);
        UpstreamKey.Apply(request, asked.Provider, asked.Key);
        if (asked.Provider.ApiFormat == ApiFormat.AnthropicMessages && !request.Headers.Contains(AnthropicProbe.VersionHeader))
            request.Headers.TryAddWithoutValidation(AnthropicProbe.VersionHeader, AnthropicProbe.Version);
        return await LiveHttp.ExchangeAsync(asked.Provider, request, patience, (response, limit) => ReadAsync(asked, response, limit), cancellation).ConfigureAwait(false);
    }

    private static async Task<ModelPage> ReadAsync(Asked asked, HttpResponseMessage response, CancellationToken limit)
    {
        var words = await UpstreamWords.ReadAsync(response, MostBytes, limit).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw UpstreamRefusal.Of(asked, response, words);
        if (words.IsWebPage)
            throw LiveErrors.WebPage(asked.Provider, asked.Address);
        if (!words.IsWholeBody)
            throw LiveErrors.Unreadable(asked.Provider, asked.Address, $"more than {MostBytes / 1024 / 1024} MB");
        try
        {
            using var document = JsonDocument.Parse(words.Body);
            return ModelPage.Read(document.RootElement, asked.Provider.Id)?.Without(asked.Key) ?? throw LiveErrors.Unreadable(asked.Provider, asked.Address, "something that is no list of models");
        }
        catch (JsonException)
        {
            throw LiveErrors.Unreadable(asked.Provider, asked.Address, words.IsEmpty ? "nothing" : "something that is no JSON");
        }
    }

    // The preset's own list only where the key goes to the same host as always.
    private static Uri Address(Provider provider) => Presets.Find(provider.Preset)?.ModelsUri is { } list && IsSameHost(list, provider.BaseUri!) ? list : provider.ApiFormat switch
    {
        ApiFormat.AnthropicMessages => UpstreamAddress.Anthropic(provider.BaseUri!, "/models", "limit=1000"),
        ApiFormat.Gemini => GeminiAddress.List(provider.BaseUri!, "pageSize=1000"),
        ApiFormat.OpenAIResponses => Bare(provider.BaseUri!, "/responses"),
        _ => Bare(provider.BaseUri!, "/chat/completions"),
    };

    // A whole address, with the resource at its end, is a base address too.
    private static Uri Bare(Uri baseUri, string resource)
    {
        var path = baseUri.AbsolutePath.TrimEnd('/');
        if (path.EndsWith(resource, StringComparison.OrdinalIgnoreCase))
            baseUri = new UriBuilder(baseUri) { Path = path.Remove(path.Length - resource.Length) }.Uri;
        return UpstreamAddress.OpenAI(baseUri, "/models");
    }

    // Ollama's own list, which was there before the others' doors were.
    private static Uri? Other(Provider provider) => OllamaServer.Is(provider) ? new Uri(provider.BaseUri!, "/api/tags") : null;

    private static Uri Next(Uri address, string query) => new UriBuilder(address) { Query = $"{address.Query.TrimStart('?')}&{query}".TrimStart('&') }.Uri;

    private static bool IsSameHost(Uri left, Uri right) => Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
