using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Live;

/// <summary>What an Ollama on this machine or in the house tells of itself, by its own API. Ollama's cloud has no version to ask for.</summary>
internal sealed class OllamaServer(Provider provider)
{
    public const string Update = "Install the newest Ollama from https://ollama.com/download, and start it again.";
    private const int Port = 11434;
    private const int MostBytes = 8 * 1024 * 1024;
    private const string Latest = ":latest";

    // Ollama has the Anthropic door since 0.14, and serves cloud models through it since 0.23.
    private static readonly Version OldestForMessages = new(0, 14);
    private static readonly Version OldestForCloud = new(0, 23);

    public static bool Is(Provider provider) => provider.BaseUri is { } address && (address.Port == Port || provider.Preset == "Ollama");

    public static bool IsCloud(string model) => model.EndsWith(":cloud", StringComparison.Ordinal) || model.EndsWith("-cloud", StringComparison.Ordinal);

    /// <summary>Whether two names are one model's: <c>:latest</c> may be left out.</summary>
    public static bool IsSame(string left, string right) => string.Equals(Whole(left), Whole(right), StringComparison.OrdinalIgnoreCase);

    /// <summary>Where Ollama's own API is: beside the doors of the others, whichever the base address leads to.</summary>
    public static Uri Api(Provider provider, string path)
    {
        var root = provider.BaseUri!.AbsolutePath.TrimEnd('/');
        if (root.EndsWith("/v1", StringComparison.Ordinal))
            root = root.Substring(0, root.Length - "/v1".Length);
        return new UriBuilder(provider.BaseUri!) { Path = root + path }.Uri;
    }

    /// <summary>Why the version does not do for a model; null where it does.</summary>
    public static string? Problem(Provider provider, Version version, string? model)
    {
        if (provider.ApiFormat == ApiFormat.AnthropicMessages && version < OldestForMessages)
            return $"Ollama {version} is too old: it speaks Anthropic Messages since {OldestForMessages}.";
        return model is not null && IsCloud(model) && version < OldestForCloud
            ? $"Ollama {version} is too old for the cloud model '{model}': those need {OldestForCloud}."
            : null;
    }

    /// <summary>The server's version; null where it does not say.</summary>
    public async Task<Version?> VersionAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var text = await AskAsync("/api/version", null, root => ProbeEvent.Text(root, "version"), patience, cancellation).ConfigureAwait(false);
        return Version.TryParse(text?.Split('-', '+')[0], out var version) ? version : null;
    }

    /// <summary>The models that are there; null where nobody says.</summary>
    public Task<IReadOnlyList<OllamaModel>?> ListAsync(TimeSpan patience, CancellationToken cancellation) =>
        AskAsync<IReadOnlyList<OllamaModel>>("/api/tags", null, OllamaJson.List, patience, cancellation);

    /// <summary>What is known of a model; null where it is not there.</summary>
    public Task<OllamaModel?> ShowAsync(string model, TimeSpan patience, CancellationToken cancellation) =>
        AskAsync("/api/show", model, root => OllamaJson.Show(root, model), patience, cancellation);

    /// <summary>The tokens that a model has room for now that it is loaded; null where it is not.</summary>
    public async Task<long?> LoadedContextAsync(string model, TimeSpan patience, CancellationToken cancellation) =>
        long.TryParse(await AskAsync("/api/ps", null, root => $"{OllamaJson.Loaded(root, model)}", patience, cancellation).ConfigureAwait(false), out var tokens) ? tokens : null;

    private static string Whole(string name) => name.IndexOf(':', name.LastIndexOf('/') + 1) < 0 ? name + Latest : name;

    private async Task<T?> AskAsync<T>(string path, string? model, Func<JsonElement, T?> read, TimeSpan patience, CancellationToken cancellation)
        where T : class
    {
        using var request = new HttpRequestMessage(model is null ? HttpMethod.Get : HttpMethod.Post, Api(provider, path));
        if (model is not null)
        {
            request.Content = new ByteArrayContent(JsonRaw.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("model", model);
                json.WriteEndObject();
            }));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        try
        {
            return await LiveHttp.ExchangeAsync(provider, request, patience, (response, limit) => ReadAsync(response, read, limit), cancellation).ConfigureAwait(false);
        }
        catch (ClaudeDesktopException)
        {
            return null;
        }
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, Func<JsonElement, T?> read, CancellationToken limit)
        where T : class
    {
        var words = await UpstreamWords.ReadAsync(response, MostBytes, limit).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            return null;
        try
        {
            using var document = JsonDocument.Parse(words.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
