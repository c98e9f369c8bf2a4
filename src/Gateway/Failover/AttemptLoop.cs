using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>Asks one provider after the other until one answers. Once a byte has gone to the client, that one's answer stands.</summary>
internal sealed class AttemptLoop(UpstreamFormats formats, IReadOnlyList<IAttemptGuard> guards, FailoverLimits limits, TimeProvider time)
{
    /// <summary>Answers the request. Throws what went wrong where nothing was sent.</summary>
    public async Task AnswerAsync(ClientRequest request, CandidateList list)
    {
        var failed = new List<FailedAttempt>();
        var passedOver = list.PassedOver.ToList();
        for (var i = 0; i < list.Candidates.Count && IsTimeLeft(request, failed.Count); i++)
        {
            var isLast = i == list.Candidates.Count - 1;
            if (await AskAsync(request, list.Candidates[i], isLast, failed, passedOver).ConfigureAwait(false))
                return;
        }

        throw new AnthropicErrorException(failed.Count > 0 ? AllFailed.Of(failed, passedOver, time.GetUtcNow()) : passedOver[^1].Error);
    }

    /// <summary>Asks one provider, more than once where that may help. False where the next one has its turn.</summary>
    private async Task<bool> AskAsync(ClientRequest request, Candidate candidate, bool isLast, List<FailedAttempt> failed, List<PassedOver> passedOver)
    {
        for (var tries = 1; ; tries++)
        {
            var exchange = request.To(candidate);
            var attempt = new Attempt(exchange, failed.Count + 1);
            var (refusal, asked) = await BeforeAsync(attempt).ConfigureAwait(false);
            if (refusal is not null)
            {
                After(attempt, asked, refusal);
                passedOver.Add(new PassedOver(candidate.ProviderId, refusal));
                return false;
            }

            if (await TryAsync(request, attempt).ConfigureAwait(false) is not { } error)
                return true;
            var kind = Failures.KindOf(error);
            if (kind == FailureKind.Request)
                throw new AnthropicErrorException(error);
            failed.Add(new FailedAttempt(candidate, error, kind));
            if (tries >= limits.TriesEach || !IsTimeLeft(request, failed.Count) || Wait(error, kind, isLast) is not { } wait)
                return false;
            await Task.Delay(wait, time, request.Context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>Returns why nothing was sent; null where the client has an answer.</summary>
    private async Task<AnthropicError?> TryAsync(ClientRequest request, Attempt attempt)
    {
        var exchange = attempt.Exchange;
        AnthropicError? failure = null;
        request.Outcome.Begin(exchange.Route, attempt.Number);
        ServedBy.Tell(request.Context.Response, exchange);
        ServedBy.Tell(request.Context.Response, attempt.Number);
        try
        {
            await formats.For(exchange.Route.Provider).AnswerAsync(exchange).ConfigureAwait(false);
        }
        catch (AnthropicErrorException e) when (!request.Context.Response.HasStarted)
        {
            failure = e.Error;
        }
        finally
        {
            After(attempt, guards.Count, failure);
        }

        return failure;
    }

    private async Task<(AnthropicError? Refusal, int Asked)> BeforeAsync(Attempt attempt)
    {
        for (var i = 0; i < guards.Count; i++)
        {
            if (await guards[i].BeforeAsync(attempt, attempt.Exchange.Context.RequestAborted).ConfigureAwait(false) is { } refusal)
                return (refusal, i);
        }

        return (null, guards.Count);
    }

    private void After(Attempt attempt, int asked, AnthropicError? failure)
    {
        for (var i = 0; i < asked; i++)
            guards[i].After(attempt, failure);
    }

    private bool IsTimeLeft(ClientRequest request, int tries) => tries < limits.Tries && time.GetElapsedTime(request.Arrived) < limits.Time;

    /// <summary>How long to wait before the same provider is asked again; null where the next one is asked instead.</summary>
    private TimeSpan? Wait(AnthropicError error, FailureKind kind, bool isLast)
    {
        if (!Failures.MayPass(kind) || error.IsLasting || error.ShouldRetry == false)
            return null;
        if (RetryDelay.Told(error, time.GetUtcNow()) is { } told)
            return isLast && told <= limits.LongestWait ? told : null;
        return kind == FailureKind.Server ? limits.Backoff * (0.5 + Random.Shared.NextDouble()) : null;
    }
}
