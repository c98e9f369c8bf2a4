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
    // Clocks differ by less than this: a provider that asked for a second is not asked a moment before it is over.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(20);
    private readonly Circuits _circuits = new(limits.Circuit, time);
    private readonly Conversations _conversations = new(limits.Conversations, time);

    /// <summary>Whom a request would be asked first, for what is asked only once.</summary>
    public Candidate Choose(ClientRequest request, CandidateList list)
    {
        var order = _conversations.Order(request.Conversation, list.Candidates);
        return order.FirstOrDefault(IsWell) ?? order[0];
    }

    /// <summary>Answers the request. Throws what went wrong where nothing was sent.</summary>
    public async Task AnswerAsync(ClientRequest request, CandidateList list)
    {
        var failed = new List<FailedAttempt>();
        var passedOver = list.PassedOver.ToList();
        var order = _conversations.Order(request.Conversation, list.Candidates);
        var well = new List<Candidate>(order.Count);
        foreach (var candidate in order)
        {
            if (IsWell(candidate))
                well.Add(candidate);
            else
                passedOver.Add(LeftAlone(candidate));
        }

        // Nobody is well: better to ask the one that may soonest be asked again than nobody at all.
        var isForced = well.Count == 0;
        if (isForced)
            well.Add(order.MinBy(candidate => _circuits.Of(candidate.Route.Provider).Wait)!);
        for (var i = 0; i < well.Count && IsTimeLeft(request, failed.Count); i++)
        {
            if (await AskAsync(request, well[i], i == well.Count - 1, isForced, failed, passedOver).ConfigureAwait(false))
            {
                if (request.Outcome.Error is null)
                    _conversations.Answered(request.Conversation, list.Candidates[0], well[i]);
                return;
            }
        }

        throw new AnthropicErrorException(failed.Count > 0 ? AllFailed.Of(failed, Unasked(passedOver, failed), time.GetUtcNow()) : passedOver[^1].Error);
    }

    /// <summary>Asks one provider, more than once where that may help. False where the next one has its turn.</summary>
    private async Task<bool> AskAsync(ClientRequest request, Candidate candidate, bool isLast, bool isForced, List<FailedAttempt> failed, List<PassedOver> passedOver)
    {
        var circuit = _circuits.Of(candidate.Route.Provider);
        for (var tries = 1; ; tries++)
        {
            var attempt = new Attempt(request.To(candidate, isLast ? TimeSpan.Zero : TimeLeft(request)), failed.Count + 1);
            if ((isForced ? circuit.Force() : circuit.TryEnter()) is not { } permit)
            {
                passedOver.Add(LeftAlone(candidate));
                return false;
            }

            var (refusal, error) = await TryAsync(request, attempt, circuit, permit).ConfigureAwait(false);
            if (refusal is not null)
                passedOver.Add(new PassedOver(candidate.ProviderId, refusal));
            if (refusal is not null || error is null)
                return refusal is null;
            var kind = Failures.KindOf(error);
            if (kind == FailureKind.Request)
                throw new AnthropicErrorException(error);
            failed.Add(new FailedAttempt(candidate, error, kind));
            if (tries >= limits.TriesEach || !IsTimeLeft(request, failed.Count) || Wait(error, kind, isLast) is not { } wait)
                return false;
            await Task.Delay(wait, time, request.Context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>Returns why the provider was not asked, or why nothing was sent; neither where the client has an answer.</summary>
    private async Task<(AnthropicError? Refusal, AnthropicError? Error)> TryAsync(ClientRequest request, Attempt attempt, Circuit circuit, CircuitPermit permit)
    {
        AnthropicError? error = null;
        var (asked, isOver) = (0, false);
        try
        {
            for (; asked < guards.Count; asked++)
            {
                if (await guards[asked].BeforeAsync(attempt, request.Context.RequestAborted).ConfigureAwait(false) is { } refusal)
                    return (refusal, null);
            }

            error = await SendAsync(request, attempt).ConfigureAwait(false);
            isOver = true;
            return (null, error);
        }
        finally
        {
            Tell(circuit, permit, isOver, error, request);
            for (var i = 0; i < asked; i++)
                guards[i].After(attempt, error);
        }
    }

    private async Task<AnthropicError?> SendAsync(ClientRequest request, Attempt attempt)
    {
        var exchange = attempt.Exchange;
        request.Outcome.Begin(exchange.Route, attempt.Number);
        ServedBy.Tell(request.Context.Response, exchange);
        ServedBy.Tell(request.Context.Response, attempt.Number);
        try
        {
            await formats.For(exchange.Route.Provider).AnswerAsync(exchange).ConfigureAwait(false);
            return null;
        }
        catch (AnthropicErrorException e) when (!request.Context.Response.HasStarted)
        {
            return e.Error;
        }
    }

    private void Tell(Circuit circuit, CircuitPermit permit, bool isOver, AnthropicError? error, ClientRequest request)
    {
        if (error is not null)
            Verdict.Tell(circuit, permit, error, Failures.KindOf(error), time.GetUtcNow());
        else if (!isOver || request.Context.RequestAborted.IsCancellationRequested)
            circuit.Abandoned(permit);
        else if (request.Outcome.Error is not null)
            circuit.Failed(permit);
        else
            circuit.Succeeded(permit);
    }

    private bool IsWell(Candidate candidate) => _circuits.Of(candidate.Route.Provider).Wait == TimeSpan.Zero;

    private PassedOver LeftAlone(Candidate candidate)
    {
        var wait = _circuits.Of(candidate.Route.Provider).Wait;
        return new PassedOver(candidate.ProviderId, AnthropicError.Overloaded($"It failed before, or asked for patience, and is left alone for {RetryDelay.Header(wait)} s.") with { RetryAfter = RetryDelay.Header(wait) });
    }

    private static List<PassedOver> Unasked(List<PassedOver> passedOver, List<FailedAttempt> failed) =>
        passedOver.FindAll(one => failed.TrueForAll(attempt => attempt.Candidate.ProviderId != one.ProviderId));

    private bool IsTimeLeft(ClientRequest request, int tries) => tries < limits.Tries && TimeLeft(request) > TimeSpan.Zero;

    private TimeSpan TimeLeft(ClientRequest request) => (request.Envelope.Stream ? limits.Time : limits.WholeTime) - time.GetElapsedTime(request.Arrived);

    /// <summary>How long to wait before the same provider is asked again; null where the next one is asked instead.</summary>
    private TimeSpan? Wait(AnthropicError error, FailureKind kind, bool isLast)
    {
        if (!Failures.MayPass(kind) || error.IsLasting || error.ShouldRetry == false)
            return null;
        if (RetryDelay.Told(error, time.GetUtcNow()) is { } told)
            return isLast && told <= limits.LongestWait ? told + Margin : null;
        return kind == FailureKind.Server ? limits.Backoff * (0.5 + Random.Shared.NextDouble()) : null;
    }
}
