using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Says whether and how hard a model shall think, in its vendor's dialect.</summary>
internal static class ChatThinkingWriter
{
    public static void Write(Utf8JsonWriter json, in MessageRequest request, ChatQuirks quirks)
    {
        bool? wanted = request.Thinking is null ? null : request.Thinking != "disabled";
        var effort = ChatEffort.Choose(request, quirks.Efforts);
        switch (quirks.Switch)
        {
            case ThinkingSwitch.Type or ThinkingSwitch.AdaptiveType:
                WriteType(json, wanted, effort, isAdaptive: quirks.Switch == ThinkingSwitch.AdaptiveType);
                break;
            case ThinkingSwitch.Flag:
                WriteFlag(json, request, wanted);
                break;
            case ThinkingSwitch.Reasoning:
                WriteReasoning(json, request, wanted, effort);
                break;
            default:
                if (effort is not null)
                    json.WriteString("reasoning_effort"u8, effort);
                break;
        }
    }

    private static void WriteType(Utf8JsonWriter json, bool? wanted, string? effort, bool isAdaptive)
    {
        if (wanted is { } on)
        {
            json.WriteStartObject("thinking"u8);
            json.WriteString("type"u8, on ? isAdaptive ? "adaptive" : "enabled" : "disabled");
            json.WriteEndObject();
        }

        if (isAdaptive)
            json.WriteBoolean("reasoning_split"u8, true);
        if (effort is not null && wanted != false)
            json.WriteString("reasoning_effort"u8, effort);
    }

    // Open Qwen models refuse to think where they shall not stream.
    private static void WriteFlag(Utf8JsonWriter json, in MessageRequest request, bool? wanted)
    {
        if (wanted is not { } on)
            return;
        json.WriteBoolean("enable_thinking"u8, on && request.Stream);
        if (on && request.Stream && request.ThinkingBudget is { } budget)
            json.WriteNumber("thinking_budget"u8, budget);
    }

    private static void WriteReasoning(Utf8JsonWriter json, in MessageRequest request, bool? wanted, string? effort)
    {
        if (wanted is null && effort is null)
            return;
        json.WriteStartObject("reasoning"u8);
        if (wanted == false)
            json.WriteBoolean("enabled"u8, false);
        else if (request.Effort is null && request.ThinkingBudget is { } budget)
            json.WriteNumber("max_tokens"u8, budget);
        else if (effort is not null)
            json.WriteString("effort"u8, effort);
        else
            json.WriteBoolean("enabled"u8, true);
        json.WriteEndObject();
    }
}
