using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Live;

/// <summary>Prepares an Ollama, and a provider for it.</summary>
public static class OllamaSetup
{
    /// <summary>The preset that this is for.</summary>
    public const string Preset = "Ollama";

    /// <summary>What to do where the context is too small.</summary>
    public static string ContextAdvice => OllamaContext.Advice;

    /// <summary>What to do where the server is too old.</summary>
    public static string UpdateAdvice => OllamaServer.Update;

    // Describing a model takes a question each where the list does not; a person's list is short.
    private const int MostDescribed = 40;
    private const int TokensOfAThousand = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="provider">The provider as the user asks for it.</param>
    /// <param name="chooses">Whether the models of its routes are to be chosen.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public static async Task<OllamaFindings> LookAsync(Provider provider, bool chooses, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var server = new OllamaServer(provider);
        if (await server.ListAsync(Patience, cancellation).ConfigureAwait(false) is not { } models)
            return new OllamaFindings { Routes = provider.Routes };
        var version = await server.VersionAsync(Patience, cancellation).ConfigureAwait(false);
        var routes = chooses ? OllamaChoice.Of(provider.Routes, await DescribedAsync(server, [.. models.Where(model => ModelPolicy.Refusal(provider, model.Name) is null)], cancellation).ConfigureAwait(false)) : provider.Routes;
        var wanted = routes.Where(route => route.ProviderId is null || route.ProviderId == provider.Id).Select(route => route.Model).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var missing = wanted.FindAll(name => !OllamaServer.IsCloud(name) && !models.Any(model => OllamaServer.IsSame(model.Name, name)));
        var narrow = new List<string>();
        foreach (var name in wanted.Where(name => !missing.Contains(name)))
        {
            if (await IsNarrowAsync(server, name, cancellation).ConfigureAwait(false))
                narrow.Add(name);
        }

        return new OllamaFindings
        {
            IsThere = true,
            Version = version,
            Problem = version is null ? null : wanted.Select(name => OllamaServer.Problem(provider, version, name)).FirstOrDefault(problem => problem is not null),
            Models = [.. models.Select(model => new UpstreamModel { Id = model.Name, Provider = provider.Id, CallsTools = model.CallsTools, SeesImages = model.SeesImages })],
            Routes = routes,
            Missing = missing,
            Narrow = narrow,
        };
    }

    /// <summary>Has the server download a model.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="model">The model.</param>
    /// <param name="tell">Is told how far it is, on another thread.</param>
    /// <param name="cancellation">Ends the download; what is there already is kept by Ollama.</param>
    /// <exception cref="ClaudeDesktopException">It cannot be had.</exception>
    public static Task PullAsync(Provider provider, string model, Action<OllamaProgress> tell, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new OllamaWork(provider).PullAsync(model, tell, cancellation);
    }

    /// <summary>The name of a model that is another one with a context of its own.</summary>
    public static string NameWith(string model, long tokens)
    {
        ArgumentNullException.ThrowIfNull(model);
        var size = tokens % TokensOfAThousand == 0 ? $"{(tokens / TokensOfAThousand).ToString(CultureInfo.InvariantCulture)}k" : tokens.ToString(CultureInfo.InvariantCulture);
        var colon = model.IndexOf(':', model.LastIndexOf('/') + 1);
        return colon < 0 ? $"{model}:{size}" : $"{model}-{size}";
    }

    /// <summary>Makes a model of another one that has room for so many tokens, or for as many as it can take.</summary>
    /// <returns>The model to use: the same one where it has that room, or runs in the cloud.</returns>
    public static async Task<string> WithContextAsync(Provider provider, string model, long tokens, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var known = await new OllamaServer(provider).ShowAsync(model, Patience, cancellation).ConfigureAwait(false);
        tokens = Math.Min(tokens, known?.ContextLength ?? tokens);
        if (known is null or { IsCloud: true } || known.ContextSetting == tokens)
            return model;
        var name = NameWith(model, tokens);
        await new OllamaWork(provider).DeriveAsync(name, model, tokens, cancellation).ConfigureAwait(false);
        return name;
    }

    private static async Task<IReadOnlyList<OllamaModel>> DescribedAsync(OllamaServer server, IReadOnlyList<OllamaModel> models, CancellationToken cancellation)
    {
        var described = new List<OllamaModel>();
        foreach (var model in models)
        {
            var known = model.CallsTools is null && described.Count < MostDescribed ? await server.ShowAsync(model.Name, Patience, cancellation).ConfigureAwait(false) : null;
            described.Add(known is null ? model : model with { CallsTools = known.CallsTools, SeesImages = known.SeesImages, Answers = known.Answers, IsCloud = model.IsCloud || known.IsCloud });
        }

        return described;
    }

    private static async Task<bool> IsNarrowAsync(OllamaServer server, string model, CancellationToken cancellation)
    {
        var known = await server.ShowAsync(model, Patience, cancellation).ConfigureAwait(false);
        if (known is null or { IsCloud: true })
            return false;
        var room = known.ContextSetting ?? await server.LoadedContextAsync(model, Patience, cancellation).ConfigureAwait(false);
        return room is null || room < OllamaContext.Least;
    }
}
