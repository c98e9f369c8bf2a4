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

/// <summary>Puts questions to a target, and counts what they take.</summary>
internal sealed class ProbeExchange(TestTarget target, TimeSpan patience)
{
    private const int MostFailureBytes = 64 * 1024;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public Action? Arrived { get; init; }

    /// <summary>Tells the time; null for the real one.</summary>
    public Func<TimeSpan>? Clock { get; init; }

    /// <summary>Tokens of all questions so far; null where an answer did not tell.</summary>
    public long? InputTokens { get; private set; } = 0;

    public long? OutputTokens { get; private set; } = 0;

    public TestTarget Target => target;

    public TimeSpan Patience => patience;

    /// <exception cref="ClaudeDesktopException">Nobody answered, or with a refusal.</exception>
    public async Task<StreamedAnswer> AskAsync(ProbeQuestion question, AuthScheme scheme, CancellationToken cancellation)
    {
        try
        {
            return await OnceAsync(question, scheme, cancellation).ConfigureAwait(false);
        }
        catch (ClaudeDesktopException e) when (question.CountsTokens && Refusal.Says(e, "stream_options"))
        {
            return await OnceAsync(question with { CountsTokens = false }, scheme, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<StreamedAnswer> OnceAsync(ProbeQuestion question, AuthScheme scheme, CancellationToken cancellation)
    {
        var asked = target.Asked;
        using var request = new HttpRequestMessage(HttpMethod.Post, asked.Address) { Content = new ByteArrayContent(target.Probe.Body(asked.Model!, question)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var headers = target.Way == TestWay.Gateway ? asked.Provider with { AuthScheme = scheme, Headers = new Dictionary<string, string>() } : asked.Provider with { AuthScheme = scheme };
        UpstreamKey.Apply(request, headers, asked.Key);
        if (target.Probe is AnthropicProbe && !request.Headers.Contains(AnthropicProbe.VersionHeader))
            request.Headers.TryAddWithoutValidation(AnthropicProbe.VersionHeader, AnthropicProbe.Version);
        var begin = Now();
        return await LiveHttp.ExchangeAsync(asked.Provider, request, patience, (response, limit) => ReadAsync(begin, response, limit), cancellation).ConfigureAwait(false);
    }

    private async Task<StreamedAnswer> ReadAsync(TimeSpan begin, HttpResponseMessage response, CancellationToken limit)
    {
        if (!response.IsSuccessStatusCode)
            throw UpstreamRefusal.Of(target.Asked, response, await UpstreamWords.ReadAsync(response, MostFailureBytes, limit).ConfigureAwait(false));
        var answer = new StreamedAnswer(target.Probe, () => Now() - begin, Arrived);
        await answer.ReadAsync(response, limit).ConfigureAwait(false);
        InputTokens += answer.InputTokens;
        OutputTokens += answer.OutputTokens;
        return answer;
    }

    private TimeSpan Now() => Clock?.Invoke() ?? _watch.Elapsed;
}
