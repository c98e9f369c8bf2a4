using System;
using System.Linq;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Tests.Replay;

/// <summary>What a client of Anthropic's must understand, from what the vendor's SDK reads in a recording.</summary>
internal static class Expected
{
    private static readonly JsonElement NoInput = JsonDocument.Parse("{}").RootElement;

    public static Reading Of(JsonElement says)
    {
        if (Find(says, "error") is { ValueKind: JsonValueKind.Object } error)
            return new Reading { Error = Words(error) };

        // A call with free text instead of JSON is one of the upstream's own tools: no client can offer such a tool.
        var calls = says.GetProperty("toolCalls").EnumerateArray()
            .Where(call => Find(call, "custom") is null)
            .Select(call => (call.GetProperty("name").GetString()!, call.GetProperty("arguments") is { ValueKind: JsonValueKind.Object } input ? input : NoInput)).ToList();
        var refusal = Text(says, "refusal");
        return new Reading
        {
            Text = Untagged(Text(says, "text")) + refusal,
            StreamedText = Find(says, "eventsSay") is { } events ? Text(events, "textDeltas") : null,
            Calls = calls,
            Stop = refusal is null ? Stop(says, calls.Count > 0) : "refusal",
            Usage = Find(says, "usage") is { } usage && Usage(says.GetProperty("format").GetString()!, usage) is { Output: > 0 } counted ? counted : null,
        };
    }

    // The SDKs put the status before the vendor's words, or hand out the whole body; the gateway must hand on the words.
    private static string Words(JsonElement error)
    {
        var message = Text(error, "message") ?? "";
        var status = Find(error, "status") is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() + " " : "";
        message = message.StartsWith(status, StringComparison.Ordinal) ? message[status.Length..] : message;
        return message.StartsWith('{') ? JsonDocument.Parse(message).RootElement.GetProperty("error").GetProperty("message").GetString()! : message;
    }

    private static string Stop(JsonElement says, bool called)
    {
        var ended = called ? "tool_use" : "end_turn";
        return (Text(says, "incompleteReason") ?? Text(says, "finish")) switch
        {
            "length" or "max_output_tokens" or "MAX_TOKENS" => "max_tokens",
            "content_filter" or "SAFETY" or "RECITATION" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" => "refusal",
            null when Text(says, "blockReason") is not null => "refusal",
            null or "stop" or "tool_calls" or "function_call" or "completed" or "STOP" => ended,
            var other => $"a finish that this table does not know: {other}",
        };
    }

    private static Tokens Usage(string format, JsonElement usage) => format switch
    {
        "openai-chat" => ChatUsage(usage),
        "openai-responses" => ResponsesUsage(usage),
        _ => GeminiUsage(usage),
    };

    private static Tokens ChatUsage(JsonElement usage)
    {
        var prompt = Number(usage, "prompt_tokens");
        var completion = Number(usage, "completion_tokens");
        var reasoning = Math.Max(Number(usage, "completion_tokens_details", "reasoning_tokens"), Number(usage, "reasoning_tokens"));
        var cached = Math.Max(Number(usage, "prompt_tokens_details", "cached_tokens"), Math.Max(Number(usage, "prompt_cache_hit_tokens"), Number(usage, "cached_tokens")));
        var written = Number(usage, "prompt_tokens_details", "cache_write_tokens");
        var isApart = reasoning > 0 && prompt + completion + reasoning == Number(usage, "total_tokens");
        return new Tokens(Math.Max(0, prompt - cached - written), cached, written, isApart ? completion + reasoning : completion, reasoning);
    }

    private static Tokens ResponsesUsage(JsonElement usage)
    {
        var cached = Number(usage, "input_tokens_details", "cached_tokens");
        var written = Number(usage, "input_tokens_details", "cache_write_tokens");
        return new Tokens(Math.Max(0, Number(usage, "input_tokens") - cached - written), cached, written, Number(usage, "output_tokens"), Number(usage, "output_tokens_details", "reasoning_tokens"));
    }

    private static Tokens GeminiUsage(JsonElement usage)
    {
        var cached = Number(usage, "cachedContentTokenCount");
        var thoughts = Number(usage, "thoughtsTokenCount");
        return new Tokens(Math.Max(0, Number(usage, "promptTokenCount") - cached) + Number(usage, "toolUsePromptTokenCount"), cached, 0, Number(usage, "candidatesTokenCount") + thoughts, thoughts);
    }

    private static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    // The vendor's client leaves a model's tagged reasoning in the text; the gateway hands it on as reasoning.
    private static string? Untagged(string? text)
    {
        const string Open = "<think>", Close = "</think>";
        if (text is null || !text.TrimStart().StartsWith(Open, StringComparison.Ordinal))
            return text;
        var end = text.IndexOf(Close, StringComparison.Ordinal);
        return end < 0 ? "" : text[(end + Close.Length)..].TrimStart();
    }

    private static string? Text(JsonElement element, string name) => Find(element, name) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    private static long Number(JsonElement element, params string[] path)
    {
        foreach (var name in path)
            element = Find(element, name) ?? default;
        return element.ValueKind == JsonValueKind.Number ? (long)element.GetDouble() : 0;
    }
}
