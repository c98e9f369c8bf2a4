using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>Asks a provider a tiny streamed question, the way Claude Desktop would where that way is open.</summary>
public sealed class LiveTest(ModuleContext context)
{
    private const int MostFailureBytes = 64 * 1024;

    /// <summary>Called whenever a part of an answer has come.</summary>
    internal Action? Arrived { get; init; }

    /// <param name="provider">The provider.</param>
    /// <param name="model">The model to ask for, or null for the first that Claude Desktop would offer.</param>
    /// <param name="patience">How long the answer may take.</param>
    /// <param name="cancellation">Ends the test.</param>
    /// <returns>What came of it. What goes wrong is in the result.</returns>
    public async Task<ProviderTest> RunAsync(Provider provider, string? model, TimeSpan patience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var result = new ProviderTest { Id = provider.Id, Name = provider.Name };
        try
        {
            if (provider.IsOfficial)
                throw new ClaudeDesktopException(ErrorCode.ProviderIsOfficial, "Claude Desktop's own service is reached with a Claude.ai account, which only the app has.", "Test one of your providers.", provider.Id);
            ProviderRules.CheckUsable(provider);
            var target = await TestTarget.ChooseAsync(context, provider, model, cancellation).ConfigureAwait(false);
            result = result with { Way = target.Way, Address = new Uri(LiveErrors.Place(target.Asked.Address)), RequestedModel = target.Asked.Model };
            if (OllamaServer.Is(provider) && target.Way != TestWay.Gateway)
                result = await WithVersionAsync(result, target, patience, cancellation).ConfigureAwait(false);
            return result.Problem is null ? await AskAsync(result, target, patience, cancellation).ConfigureAwait(false) : result;
        }
        catch (ClaudeDesktopException e)
        {
            return result.With(e);
        }
    }

    private static async Task<ProviderTest> WithVersionAsync(ProviderTest result, TestTarget target, TimeSpan patience, CancellationToken cancellation)
    {
        var provider = target.Asked.Provider;
        var version = await OllamaServer.VersionAsync(provider, patience, cancellation).ConfigureAwait(false);
        if (version is null || OllamaServer.Problem(provider, version, target.Asked.Model) is not { } problem)
            return result with { ServerVersion = version };
        return result with { Reached = true, ServerVersion = version, Problem = problem, RecommendedAction = "Install the newest Ollama from https://ollama.com/download, and start it again." };
    }

    private async Task<ProviderTest> AskAsync(ProviderTest result, TestTarget target, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            var asked = await OnceAsync(result, target, target.Scheme, patience, cancellation).ConfigureAwait(false);
            return asked.Problem is null && target is { Way: TestWay.Upstream, Asked.Provider.IsActive: true } ? WithoutGateway(asked) : asked;
        }
        catch (ClaudeDesktopException e)
        {
            var refused = result.With(e) with { Reached = e.Code is not (ErrorCode.UpstreamUnreachable or ErrorCode.UpstreamTimeout), Authenticated = Knows(e.Code) };
            return e.Code == ErrorCode.UpstreamKeyRefused && OtherScheme(target) is { } other && await TakesAsync(result, target, other, patience, cancellation).ConfigureAwait(false)
                ? WithOtherScheme(refused, target, other)
                : refused;
        }
    }

    private async Task<ProviderTest> OnceAsync(ProviderTest result, TestTarget target, AuthScheme scheme, TimeSpan patience, CancellationToken cancellation)
    {
        var asked = target.Asked;
        using var request = new HttpRequestMessage(HttpMethod.Post, asked.Address) { Content = new ByteArrayContent(target.Probe.Body(asked.Model!)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var headers = target.Way == TestWay.Gateway ? asked.Provider with { AuthScheme = scheme, Headers = new Dictionary<string, string>() } : asked.Provider with { AuthScheme = scheme };
        UpstreamKey.Apply(request, headers, asked.Key);
        if (target.Probe is AnthropicProbe && !request.Headers.Contains(AnthropicProbe.VersionHeader))
            request.Headers.TryAddWithoutValidation(AnthropicProbe.VersionHeader, AnthropicProbe.Version);
        var watch = Stopwatch.StartNew();
        return await LiveHttp.ExchangeAsync(asked.Provider, request, patience, (response, limit) => ReadAsync(result, target, watch, response, limit), cancellation).ConfigureAwait(false);
    }

    private async Task<ProviderTest> ReadAsync(ProviderTest result, TestTarget target, Stopwatch watch, HttpResponseMessage response, CancellationToken limit)
    {
        if (!response.IsSuccessStatusCode)
            throw UpstreamRefusal.Of(target.Asked, response, await UpstreamWords.ReadAsync(response, MostFailureBytes, limit).ConfigureAwait(false));
        var answer = new StreamedAnswer(target.Probe, watch, Arrived);
        await answer.ReadAsync(response, limit).ConfigureAwait(false);
        return AnswerVerdict.Of(target.Asked, answer, response.Content.Headers.ContentType?.MediaType, result with
        {
            Reached = true,
            Model = answer.Model is { } model ? Redactor.None.With(target.Asked.Key).Of(model) : null,
            FirstByteMs = answer.FirstByteMs is { } first ? Math.Round(first, 1) : double.PositiveInfinity,
            LatencyMs = answer is { IsComplete: true, HasContent: true, Error: null } ? Math.Round(watch.Elapsed.TotalMilliseconds, 1) : double.PositiveInfinity,
        });
    }

    private static bool? Knows(ErrorCode code) => code switch
    {
        ErrorCode.UpstreamKeyRefused => false,
        ErrorCode.UpstreamNoCredit or ErrorCode.UpstreamModelUnknown => true,
        _ => null,
    };

    private static AuthScheme? OtherScheme(TestTarget target) => target.Way == TestWay.Gateway || target.Probe is not AnthropicProbe ? null : target.Scheme switch
    {
        AuthScheme.Bearer => AuthScheme.XApiKey,
        AuthScheme.XApiKey => AuthScheme.Bearer,
        _ => null,
    };

    private async Task<bool> TakesAsync(ProviderTest result, TestTarget target, AuthScheme scheme, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            return (await OnceAsync(result, target, scheme, patience, cancellation).ConfigureAwait(false)).Authenticated == true;
        }
        catch (ClaudeDesktopException e)
        {
            return Knows(e.Code) == true;
        }
    }

    private static ProviderTest WithOtherScheme(ProviderTest refused, TestTarget target, AuthScheme other) => refused with
    {
        Problem = $"Provider '{target.Asked.Provider.Name}' accepts the key, but not as {target.Scheme}: it wants {other}.",
        RecommendedAction = $"Change it: Set-CDProvider {target.Asked.Provider.Id} -AuthScheme {other}",
    };

    private static ProviderTest WithoutGateway(ProviderTest asked) => asked with
    {
        Problem = "The provider answers, but Claude Desktop reaches it through the gateway, and none runs.",
        RecommendedAction = "Start it with: Start-CDGateway",
    };
}
