using System;
using ClaudeDesktop.Gateway.Messages;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>Tells the kinds of failure apart.</summary>
internal static class Failures
{
    public static FailureKind KindOf(AnthropicError error) => error.Status switch
    {
        // Said with 400, although the request is in order.
        StatusCodes.Status400BadRequest when error.Message.Contains("credit balance is too low", StringComparison.OrdinalIgnoreCase) => FailureKind.Account,
        StatusCodes.Status401Unauthorized or StatusCodes.Status402PaymentRequired or StatusCodes.Status403Forbidden => FailureKind.Account,
        StatusCodes.Status404NotFound => FailureKind.Model,
        StatusCodes.Status408RequestTimeout or StatusCodes.Status504GatewayTimeout => FailureKind.Silence,
        StatusCodes.Status429TooManyRequests => error.ShouldRetry == false ? FailureKind.Account : FailureKind.RateLimit,
        StatusCodes.Status409Conflict => FailureKind.Server,
        StatusCodes.Status501NotImplemented => FailureKind.Request,
        >= 500 => FailureKind.Server,
        _ => FailureKind.Request,
    };

    /// <summary>Whether the same request may well succeed a moment later, with the same provider.</summary>
    public static bool MayPass(FailureKind kind) => kind is FailureKind.Server or FailureKind.RateLimit;
}
