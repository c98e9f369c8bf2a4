using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>A failure in the middle of an answer: an <c>error</c> event or a failed response.</summary>
internal static class ResponsesErrors
{
    public static AnthropicError Of(JsonElement failure, string provider)
    {
        var (message, code) = UpstreamErrorText.Read(failure);
        if (failure.Find("error") is null && failure.Text("code") is { } own)
            code = own;
        if (message is null && failure.Text("status") == "cancelled")
            message = "the upstream cancelled its answer.";
        var text = $"{provider}: {message ?? "the upstream failed while it was answering."}";
        return IsRequestsFault(code) ? AnthropicError.InvalidRequest(text) : code switch
        {
            "model_not_found" => AnthropicError.NotFound(text),
            "slow_down" or "server_is_overloaded" or "engine_overloaded" => AnthropicError.Overloaded(text),
            "usage_limit_reached" or "usage_not_included" => UpstreamErrors.Map(429, code, text),
            "bio_policy" or "misalignment_policy_violation" or "cyber_policy" or "data_residency_mismatch" => AnthropicError.Permission(text),
            _ => UpstreamErrors.Map(0, code, text),
        };
    }

    // Whatever is wrong with an image would be wrong again.
    private static bool IsRequestsFault(string? code) =>
        code is "invalid_prompt" or "unsupported_parameter" or "unsupported_value" || code?.Contains("image", StringComparison.Ordinal) == true;
}
