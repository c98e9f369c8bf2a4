using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>Says an upstream's failure in Anthropic's words, with the upstream's own inside.</summary>
internal static class UpstreamErrors
{
    private const int MostBytes = 64 * 1024;

    public static AnthropicError Of(HttpResponseMessage response, ReadOnlyMemory<byte> body, Provider provider)
    {
        var (message, code) = UpstreamErrorText.Read(body);
        var status = (int)response.StatusCode;
        var error = status is >= 300 and < 400
            ? AnthropicError.Api($"Provider '{provider.Name}' redirects to another address ({status}); redirects are not followed. Correct its base address.")
            : Map(status, code, $"{provider.Name}: {message ?? $"HTTP {status} {response.ReasonPhrase}".TrimEnd()}");
        return GoogleError.Refine(error with
        {
            UpstreamCode = code,
            UpstreamMessage = message,
            RetryAfter = Header(response, "retry-after"),
            RetryAfterMs = Header(response, "retry-after-ms"),
            ShouldRetry = Header(response, "x-should-retry") is { } told ? told == "true" : error.ShouldRetry,
        }, body);
    }

    /// <summary>The error for an answer that says that all went well, and is the page of a proxy, a portal or a login.</summary>
    public static AnthropicError NoMessage(HttpResponseMessage response, ReadOnlyMemory<byte> body, Provider provider)
    {
        var shown = UpstreamErrorText.Read(body[..Math.Min(body.Length, MostBytes)]).Message;
        var type = response.Content.Headers.ContentType?.MediaType ?? "no type";
        return AnthropicError.Api($"{provider.Name}: the upstream answered {(int)response.StatusCode} with {type}, which is no message{(shown is null ? "." : $": {shown}")}") with { Status = 502 };
    }

    /// <summary>The error for an answer that ended without having said anything.</summary>
    public static AnthropicError Nothing(Provider provider) => AnthropicError.Api($"{provider.Name}: the upstream's answer is empty.") with { Status = 502 };

    /// <summary>The error for a status (0 where none is known) and a vendor's code.</summary>
    public static AnthropicError Map(int status, string? code, string message)
    {
        var isOverflow = code == "context_length_exceeded";

        // Too many tokens in a minute are no reason to shorten the conversation.
        if ((status != 429 || isOverflow) && ContextOverflow.Reword(isOverflow ? $"{message} (context_length_exceeded)" : message) is { } overflow)
            return AnthropicError.InvalidRequest(StripName(overflow));
        if (code is "insufficient_quota" or "billing_hard_limit_reached" || status == 402)
            return new AnthropicError("rate_limit_error", 429, message) { ShouldRetry = false };
        return status switch
        {
            400 or 405 or 422 => AnthropicError.InvalidRequest(message),
            401 => AnthropicError.Authentication(message),
            403 => AnthropicError.Permission(message),
            404 => AnthropicError.NotFound(message),
            408 or 504 or 524 => AnthropicError.Timeout(message),
            409 => new AnthropicError("conflict_error", 409, message),
            413 => AnthropicError.TooLarge(message),
            429 => new AnthropicError("rate_limit_error", 429, message),
            502 or 503 or 529 => AnthropicError.Overloaded(message),
            501 => AnthropicError.NotSupported(message),
            > 400 and < 500 => AnthropicError.InvalidRequest(message),
            _ => ByCode(code, message),
        };
    }

    private static AnthropicError ByCode(string? code, string message) => code switch
    {
        "rate_limit_exceeded" or "rate_limit_error" => new AnthropicError("rate_limit_error", 429, message),
        "invalid_request_error" or "invalid_prompt" or "tool_use_failed" => AnthropicError.InvalidRequest(message),
        "overloaded_error" or "server_overloaded" => AnthropicError.Overloaded(message),
        "authentication_error" or "invalid_api_key" => AnthropicError.Authentication(message),
        _ when int.TryParse(code, out var status) && status is >= 400 and < 600 and not 500 => Map(status, null, message),
        _ => AnthropicError.Api(message),
    };

    // The client wants the sentence to begin with its own words, not with the provider's name.
    private static string StripName(string overflow) => overflow.Contains(" maximum", StringComparison.Ordinal) ? overflow[overflow.IndexOf("prompt is", StringComparison.Ordinal)..] : overflow;

    /// <summary>Whether a header's value may be sent on: the server fails an answer in which one is not plain ASCII.</summary>
    public static bool CanBePassedOn(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) && values.FirstOrDefault() is { } value && CanBePassedOn(value) ? value : null;

    public static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            var bytes = new byte[MostBytes];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            return bytes.AsMemory(0, length);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or InvalidDataException)
        {
            return default;
        }
    }
}
