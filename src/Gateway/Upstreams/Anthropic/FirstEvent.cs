using System;
using System.Net.Http;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>Tells by the first event of a stream that an answer, which says that all went well, is none.</summary>
internal static class FirstEvent
{
    // What a stream begins with counts as one; a model that chose to say nothing has spent more than that.
    private const int FewestTokens = 2;

    /// <summary>Why the answer is none; null where it is one.</summary>
    public static AnthropicError? Failure(ReadOnlyMemory<byte> json, MessageUsage usage, Exchange exchange, HttpResponseMessage response)
    {
        try
        {
            using var document = JsonDocument.Parse(json, JsonOptions.Document);
            return Failure(document.RootElement, json, usage, exchange, response);
        }
        catch (JsonException)
        {
            // What passes through need not be understood.
            return null;
        }
    }

    private static AnthropicError? Failure(JsonElement root, ReadOnlyMemory<byte> json, MessageUsage usage, Exchange exchange, HttpResponseMessage response)
    {
        if (root.Text("type") == "error" || root.Find("error") is { ValueKind: JsonValueKind.Object or JsonValueKind.String })
            return Error(root, json, exchange, response);
        if (exchange.HoldsFor == TimeSpan.Zero || usage.Output >= FewestTokens)
            return null;
        var isEnd = root.Text("type") == "message_stop" || (root.Text("type") == "message_delta" && root.Find("delta")?.Text("stop_reason") is null or "end_turn");
        return isEnd ? UpstreamErrors.Nothing(exchange.Route.Provider) : null;
    }

    private static AnthropicError Error(JsonElement root, ReadOnlyMemory<byte> json, Exchange exchange, HttpResponseMessage response)
    {
        var (message, code) = UpstreamErrorText.Read(root);
        var type = root.Find("error")?.Text("type") ?? code;
        var mapped = UpstreamErrors.Map(StatusOf(type), code, $"{exchange.Route.Provider.Name}: {message ?? "the upstream failed before it answered."}") with { UpstreamCode = code, UpstreamMessage = message };
        return ErrorEnvelope.Is(json) && !exchange.Redaction.TouchesJson(json)
            ? mapped with { Type = type ?? mapped.Type, Passed = new PassedError(mapped.Status, json, [.. ForwardedHeaders.ForClient(response.Headers, exchange.Redaction)]) }
            : mapped;
    }

    private static int StatusOf(string? type) => type switch
    {
        "invalid_request_error" => 400,
        "authentication_error" => 401,
        "billing_error" => 402,
        "permission_error" => 403,
        "not_found_error" => 404,
        "conflict_error" => 409,
        "request_too_large" => 413,
        "rate_limit_error" => 429,
        "timeout_error" => 504,
        "overloaded_error" => 529,
        _ => 0,
    };
}
