using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>What the client is told when nobody has answered.</summary>
internal static class AllFailed
{
    private const int LongestReason = 300;

    public static AnthropicError Of(IReadOnlyList<FailedAttempt> failed, IReadOnlyList<PassedOver> passedOver, DateTimeOffset now)
    {
        var telling = failed.OrderBy(one => Rank(one.Kind)).First();

        // The client goes by the words of one provider: those of several are said in a sentence of ours.
        if (passedOver.Count == 0 && failed.All(one => one.Candidate.ProviderId == telling.Candidate.ProviderId))
            return failed[^1].Error;
        var others = failed.Where(one => one.Candidate.ProviderId != telling.Candidate.ProviderId)
            .GroupBy(one => one.Candidate.ProviderId, StringComparer.Ordinal)
            .Select(group => $"{group.Key}: {Short(group.Last().Error.Message)}")
            .Concat(passedOver.Select(one => $"{one.ProviderId} was not asked: {Short(one.Error.Message)}"));
        var tried = failed.Count == 1 ? "Asked once." : $"Asked {failed.Count} times.";
        var soonest = failed.Select(one => RetryDelay.Told(one.Error, now)).Concat(passedOver.Select(one => RetryDelay.Told(one.Error, now))).Min();
        return telling.Error with
        {
            Message = $"{telling.Error.Message} [{tried} {string.Join(" | ", others)}]",
            RetryAfter = soonest is { } delay ? RetryDelay.Header(delay) : telling.Error.RetryAfter,
            RetryAfterMs = null,
            ShouldRetry = failed.Any(one => Failures.MayPass(one.Kind)) ? null : telling.Error.ShouldRetry,
            Passed = null,
        };
    }

    // The failure that passes soonest decides, since the client goes by it when it tries again.
    private static int Rank(FailureKind kind) => kind switch
    {
        FailureKind.RateLimit => 0,
        FailureKind.Server => 1,
        FailureKind.Silence => 2,
        FailureKind.Account => 3,
        FailureKind.Model => 4,
        _ => 5,
    };

    private static string Short(string text) => text.Length <= LongestReason ? text : text[..LongestReason] + "…";
}
