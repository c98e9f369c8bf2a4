using System;
using ClaudeDesktop.Gateway.Messages;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>What a failure tells of a provider's health.</summary>
internal static class Verdict
{
    /// <summary>Tells a circuit of a failure: whether it counts, and how long the provider wants to be left alone.</summary>
    public static void Tell(Circuit circuit, CircuitPermit permit, AnthropicError error, FailureKind kind, DateTimeOffset now)
    {
        var wait = kind is FailureKind.RateLimit or FailureKind.Server ? RetryDelay.Told(error, now) : null;
        if (wait is { } told)
            circuit.Rest(told);
        if (IsDown(error, kind, wait))
            circuit.Failed(permit);
        else
            circuit.Succeeded(permit);
    }

    // Who says when to come again is well, and so is who refuses one model or one request.
    private static bool IsDown(AnthropicError error, FailureKind kind, TimeSpan? wait) => kind switch
    {
        FailureKind.Request or FailureKind.Model => false,
        FailureKind.Account => error.Status != StatusCodes.Status403Forbidden,
        FailureKind.RateLimit => wait is null,
        FailureKind.Server => error.Status != StatusCodes.Status409Conflict,
        _ => true,
    };
}
