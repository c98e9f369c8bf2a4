using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>A failure in the words of Anthropic's API.</summary>
/// <param name="Type">Such as <c>invalid_request_error</c>.</param>
/// <param name="Status">The HTTP status where nothing was sent yet.</param>
/// <param name="Message">What went wrong and what to do.</param>
internal sealed record AnthropicError(string Type, int Status, string Message)
{
    /// <summary>When to try again, as the upstream said it: seconds or a date.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The same in milliseconds, as some upstreams say it.</summary>
    public string? RetryAfterMs { get; init; }

    /// <summary>Tells the client to try again or not; null leaves it to the client.</summary>
    public bool? ShouldRetry { get; init; }

    /// <summary>Asking the same upstream again at once is in vain, as where its name is not known.</summary>
    public bool IsLasting { get; init; }

    /// <summary>The upstream's own code for it, such as <c>invalid_encrypted_content</c>.</summary>
    public string? UpstreamCode { get; init; }

    /// <summary>The upstream's own words, before they were put as the client knows them.</summary>
    public string? UpstreamMessage { get; init; }

    /// <summary>The upstream's answer as it came, where the client may have it so.</summary>
    public PassedError? Passed { get; init; }

    public static AnthropicError InvalidRequest(string message) => new("invalid_request_error", StatusCodes.Status400BadRequest, message);

    public static AnthropicError Authentication(string message) =>
        new("authentication_error", StatusCodes.Status401Unauthorized, message) { ShouldRetry = false };

    public static AnthropicError Permission(string message) => new("permission_error", StatusCodes.Status403Forbidden, message) { ShouldRetry = false };

    public static AnthropicError NotFound(string message) => new("not_found_error", StatusCodes.Status404NotFound, message);

    public static AnthropicError TooLarge(string message) => new("request_too_large", StatusCodes.Status413PayloadTooLarge, message);

    public static AnthropicError Api(string message) => new("api_error", StatusCodes.Status500InternalServerError, message);

    public static AnthropicError NotSupported(string message) =>
        new("not_supported_error", StatusCodes.Status501NotImplemented, message) { ShouldRetry = false };

    public static AnthropicError Timeout(string message) => new("timeout_error", StatusCodes.Status504GatewayTimeout, message);

    public static AnthropicError Overloaded(string message) => new("overloaded_error", 529, message);
}
