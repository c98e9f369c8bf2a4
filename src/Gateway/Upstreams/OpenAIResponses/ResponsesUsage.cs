using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>Usage, of which Anthropic counts what a cache served or stored apart from the input.</summary>
internal static class ResponsesUsage
{
    /// <summary>Null where the upstream did not count.</summary>
    public static MessageUsage? Read(JsonElement? usage)
    {
        if (usage is not { ValueKind: JsonValueKind.Object } counted)
            return null;
        var details = counted.Find("input_tokens_details");
        var input = Number(counted, "input_tokens");
        var output = Number(counted, "output_tokens");
        if (input + output == 0)
            return null;
        var cached = Number(details, "cached_tokens");
        var written = Number(details, "cache_write_tokens");
        var reasoning = Number(counted.Find("output_tokens_details"), "reasoning_tokens");

        // Some count reasoning apart from the output, which only their total tells.
        if (reasoning > 0 && input + output + reasoning == Number(counted, "total_tokens"))
            output += reasoning;
        return new MessageUsage(Math.Max(0, input - cached - written), output, cached, written, reasoning);
    }

    private static long Number(JsonElement? owner, string name) =>
        owner?.Find(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? Math.Max(0, value) : 0;
}
