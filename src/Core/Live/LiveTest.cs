using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>Asks a provider a tiny streamed question with a tool, the way Claude Desktop would where that way is open.</summary>
public sealed class LiveTest(ModuleContext context)
{
    /// <summary>Also asks whether it sees pictures and searches the web, where only asking tells.</summary>
    public bool IsFull { get; init; }

    /// <summary>Called whenever a part of an answer has come.</summary>
    internal Action? Arrived { get; init; }

    /// <summary>Tells the time; null for the real one.</summary>
    internal Func<TimeSpan>? Clock { get; init; }

    /// <param name="provider">The provider.</param>
    /// <param name="model">The model to ask for, or null for the first that Claude Desktop would offer.</param>
    /// <param name="patience">How long each answer may take.</param>
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
            if (OllamaServer.Is(provider))
                result = await OllamaTest.WithVersionAsync(result, target, patience, cancellation).ConfigureAwait(false);
            return result.Problem is null ? await AskAsync(result, new ProbeExchange(target, patience) { Arrived = Arrived, Clock = Clock }, cancellation).ConfigureAwait(false) : result;
        }
        catch (ClaudeDesktopException e)
        {
            return result.With(e);
        }
    }

    private async Task<ProviderTest> AskAsync(ProviderTest result, ProbeExchange exchange, CancellationToken cancellation)
    {
        var target = exchange.Target;
        try
        {
            var asked = await AnswerAsync(result, exchange, cancellation).ConfigureAwait(false);
            return asked.Problem is null && target is { Way: TestWay.Upstream, Asked.Provider.IsActive: true } ? WithoutGateway(asked) : asked;
        }
        catch (ClaudeDesktopException e)
        {
            var refused = result.With(e) with { Reached = e.Code is not (ErrorCode.UpstreamUnreachable or ErrorCode.UpstreamTimeout), Authenticated = Knows(e.Code) };
            return e.Code switch
            {
                ErrorCode.UpstreamKeyRefused => await WithOtherSchemeAsync(refused, exchange, cancellation).ConfigureAwait(false),
                ErrorCode.UpstreamModelUnknown => WithNearModels(refused, target, await ModelFacts.ListAsync(context, exchange, cancellation).ConfigureAwait(false)),
                ErrorCode.UpstreamAddressWrong or ErrorCode.UpstreamAnswerUnreadable => await new OtherDoors(target, exchange.Patience).ExplainAsync(refused, cancellation).ConfigureAwait(false),
                _ => refused,
            };
        }
    }

    private async Task<ProviderTest> AnswerAsync(ProviderTest result, ProbeExchange exchange, CancellationToken cancellation)
    {
        var target = exchange.Target;
        var features = new FeatureTest(exchange);
        StreamedAnswer answer;
        string? noTools = null;
        try
        {
            answer = await exchange.AskAsync(ProbeQuestion.Usual, target.Scheme, cancellation).ConfigureAwait(false);
        }
        catch (ClaudeDesktopException e) when (Refusal.IsOf(e, "tool", "function call"))
        {
            noTools = Refusal.Words(e);
            answer = await exchange.AskAsync(ProbeQuestion.Words, target.Scheme, cancellation).ConfigureAwait(false);
        }

        var judged = Judge(result, target, answer);
        if (!answer.IsComplete || !answer.HasContent || answer.Error is not null)
            return judged;

        if (!answer.IsIncremental)
            judged = await AgainAsync(judged, result, exchange, cancellation).ConfigureAwait(false);
        judged = noTools is null
            ? await features.WithToolsAsync(judged, answer, cancellation).ConfigureAwait(false)
            : features.WithoutTools(judged, $"and takes no tools ({noTools.TrimEnd('.')})");
        return await WithFactsAsync(judged, exchange, features, cancellation).ConfigureAwait(false);
    }

    // A call can come whole with one event, and a gateway that has only just started can be slower than a quick answer: words alone, asked for once more, show it.
    private static async Task<ProviderTest> AgainAsync(ProviderTest judged, ProviderTest result, ProbeExchange exchange, CancellationToken cancellation)
    {
        try
        {
            return Judge(result, exchange.Target, await exchange.AskAsync(ProbeQuestion.Words, exchange.Target.Scheme, cancellation).ConfigureAwait(false));
        }
        catch (ClaudeDesktopException)
        {
            return judged;
        }
    }

    private static ProviderTest Judge(ProviderTest result, TestTarget target, StreamedAnswer answer) => AnswerVerdict.Of(target.Asked, answer, result with
    {
        Reached = true,
        Model = answer.Model is { } model ? Redactor.None.With(target.Asked.Key).Of(model) : null,
        FirstByteMs = answer.FirstByteMs is { } first ? Math.Round(first, 1) : double.PositiveInfinity,
        LatencyMs = answer is { CompleteMs: { } complete, HasContent: true, Error: null } ? Math.Round(complete, 1) : double.PositiveInfinity,
    });

    private async Task<ProviderTest> WithFactsAsync(ProviderTest result, ProbeExchange exchange, FeatureTest features, CancellationToken cancellation)
    {
        var target = exchange.Target;
        var known = ModelFacts.Find(await ModelFacts.ListAsync(context, exchange, cancellation).ConfigureAwait(false), target.UpstreamModel);
        result = result with
        {
            ContextLength = known?.ContextLength,
            Images = known?.SeesImages is { } sees ? (sees ? target.Support : FeatureSupport.Unsupported) : FeatureSupport.Unknown,
            WebSearch = features.KnownSearch(),
        };
        if (OllamaServer.Is(target.Asked.Provider))
            result = await OllamaTest.WithFactsAsync(result, target, exchange.Patience, cancellation).ConfigureAwait(false);
        if (IsFull && result.Images == FeatureSupport.Unknown)
            result = result with { Images = await features.ImagesAsync(cancellation).ConfigureAwait(false) };
        if (IsFull && result.WebSearch == FeatureSupport.Unknown)
            result = result with { WebSearch = await features.SearchAsync(cancellation).ConfigureAwait(false) };
        return result with { InputTokens = exchange.InputTokens, OutputTokens = exchange.OutputTokens, Cost = TestCost.Of(context, exchange) };
    }

    private static bool? Knows(ErrorCode code) => code switch
    {
        ErrorCode.UpstreamKeyRefused => false,
        ErrorCode.UpstreamNoCredit or ErrorCode.UpstreamModelUnknown => true,
        _ => null,
    };

    private static async Task<ProviderTest> WithOtherSchemeAsync(ProviderTest refused, ProbeExchange exchange, CancellationToken cancellation)
    {
        var target = exchange.Target;
        if (target.Way == TestWay.Gateway || target.Scheme == AuthScheme.None)
            return refused;
        foreach (var other in new[] { AuthScheme.Bearer, AuthScheme.XApiKey, AuthScheme.GoogleApiKey }.Where(scheme => scheme != target.Scheme && IsUsual(scheme, target)))
        {
            if (await TakesAsync(exchange, other, cancellation).ConfigureAwait(false))
            {
                return refused.Failed(
                    $"Provider '{target.Asked.Provider.Name}' accepts the key, but not as {target.Scheme}: it wants {other}.",
                    $"Change it: Set-CDProvider {target.Asked.Provider.Id} -AuthScheme {other}");
            }
        }

        return refused;
    }

    private static bool IsUsual(AuthScheme scheme, TestTarget target) => scheme != AuthScheme.GoogleApiKey || target.Probe is GeminiProbe;

    private static async Task<bool> TakesAsync(ProbeExchange exchange, AuthScheme scheme, CancellationToken cancellation)
    {
        try
        {
            var answer = await exchange.AskAsync(ProbeQuestion.Words, scheme, cancellation).ConfigureAwait(false);
            return answer is { HasEvents: true, Error: null };
        }
        catch (ClaudeDesktopException e)
        {
            return Knows(e.Code) == true;
        }
    }

    private static ProviderTest WithNearModels(ProviderTest refused, TestTarget target, IReadOnlyList<UpstreamModel> models)
    {
        var provider = target.Asked.Provider;
        var near = ModelFacts.Near(models, target.UpstreamModel);
        if (OllamaServer.Is(provider))
            refused = refused with { RecommendedAction = $"Get it with: ollama pull {target.UpstreamModel}. What is there shows: Get-CDModel {provider.Id}" };
        return near.Count == 0 ? refused : refused with { RecommendedAction = $"Did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}? {refused.RecommendedAction}" };
    }

    private static ProviderTest WithoutGateway(ProviderTest asked) => asked.Failed(
        "The provider answers, but Claude Desktop reaches it through the gateway, and none runs.",
        "Start it with: Start-CDGateway");
}
