using System;
using System.Threading;
using System.Threading.Tasks;

namespace ClaudeDesktop.Live;

/// <summary>What an Ollama tells of itself and its models, for a test of it.</summary>
internal static class OllamaTest
{
    public static async Task<ProviderTest> WithVersionAsync(ProviderTest result, TestTarget target, TimeSpan patience, CancellationToken cancellation)
    {
        var provider = target.Asked.Provider;
        var version = await new OllamaServer(provider).VersionAsync(patience, cancellation).ConfigureAwait(false);
        if (version is null || OllamaServer.Problem(provider, version, target.UpstreamModel) is not { } problem)
            return result with { ServerVersion = version };
        return (result with { Reached = true, ServerVersion = version }).Failed(problem, OllamaServer.Update);
    }

    /// <summary>Adds what the model can, and how much of it the server has loaded by now.</summary>
    public static async Task<ProviderTest> WithFactsAsync(ProviderTest result, TestTarget target, TimeSpan patience, CancellationToken cancellation)
    {
        var server = new OllamaServer(target.Asked.Provider);
        var model = target.UpstreamModel;
        if (await server.ShowAsync(model, patience, cancellation).ConfigureAwait(false) is not { } known)
            return result;
        var loaded = await server.LoadedContextAsync(model, patience, cancellation).ConfigureAwait(false);
        result = result with
        {
            ContextLength = loaded ?? known.ContextSetting ?? (known.IsCloud ? known.ContextLength : null),
            Images = known.SeesImages is { } sees ? (sees ? target.Support : FeatureSupport.Unsupported) : result.Images,
        };
        return result.Problem is null && result.ContextLength < OllamaContext.Least
            ? result.Failed(OllamaContext.Problem(model, result.ContextLength.Value), OllamaContext.Advice)
            : result;
    }
}
