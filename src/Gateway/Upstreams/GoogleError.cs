using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>What Google's errors say beside their message: which status is meant, and when to try again.</summary>
internal static class GoogleError
{
    /// <summary>An error that came inside an answer.</summary>
    public static AnthropicError Of(JsonElement error, string provider)
    {
        var (message, code) = UpstreamErrorText.Read(error);
        var status = error.Find("code") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var known) ? known : Status(error.Text("status"));
        return Refine(UpstreamErrors.Map(status, code, $"{provider}: {message ?? "the upstream failed while it was answering."}"), error);
    }

    /// <summary>An error that came instead of an answer.</summary>
    public static AnthropicError Refine(AnthropicError error, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, JsonOptions.Document);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
                root = root[0];
            return root.Find("error") is { ValueKind: JsonValueKind.Object } inner ? Refine(error, inner) : error;
        }
        catch (JsonException)
        {
            return error;
        }
    }

    private static AnthropicError Refine(AnthropicError error, JsonElement body)
    {
        if (body.Find("details") is not { ValueKind: JsonValueKind.Array } details)
            return error;
        if (details.EnumerateArray().Any(detail => detail.Text("reason") is "API_KEY_INVALID"))
            return AnthropicError.Authentication(error.Message);
        var delay = details.EnumerateArray().Select(detail => Seconds(detail.Text("retryDelay"))).FirstOrDefault(seconds => seconds is not null);
        return delay is null ? error : error with { RetryAfter = error.RetryAfter ?? delay };
    }

    // "34.4s"; the header takes whole seconds.
    private static string? Seconds(string? delay) =>
        delay is not null && double.TryParse(delay.TrimEnd('s'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e6
            ? Math.Max(1, Math.Ceiling(seconds)).ToString(CultureInfo.InvariantCulture)
            : null;

    private static int Status(string? status) => status switch
    {
        "INVALID_ARGUMENT" or "FAILED_PRECONDITION" or "OUT_OF_RANGE" => 400,
        "UNAUTHENTICATED" => 401,
        "PERMISSION_DENIED" => 403,
        "NOT_FOUND" => 404,
        "ABORTED" or "ALREADY_EXISTS" => 409,
        "RESOURCE_EXHAUSTED" => 429,
        "UNIMPLEMENTED" => 501,
        "UNAVAILABLE" => 503,
        "DEADLINE_EXCEEDED" => 504,
        _ => 500,
    };
}
