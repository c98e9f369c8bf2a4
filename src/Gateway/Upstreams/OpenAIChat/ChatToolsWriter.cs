using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Writes the tools that a model may call, and how it may.</summary>
internal static class ChatToolsWriter
{
    public static void Write(Utf8JsonWriter json, in MessageRequest request, ChatQuirks quirks, ToolNames names)
    {
        var tools = OfferedTools.Of(request);
        if (tools.Count == 0)
            return;
        json.WriteStartArray("tools"u8);
        foreach (var tool in tools)
            WriteTool(json, tool, names);
        json.WriteEndArray();
        WriteChoice(json, request, tools, names);
        if (request.OneToolAtATime && quirks.ParallelSwitch)
            json.WriteBoolean("parallel_tool_calls"u8, false);
    }

    private static void WriteTool(Utf8JsonWriter json, JsonElement tool, ToolNames names)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, names.ForUpstream(tool.Text("name") ?? ""));
        if (tool.Text("description") is { Length: > 0 } description)
            json.WriteString("description"u8, description);
        json.WritePropertyName("parameters"u8);
        ToolSchema.Write(json, tool.Find("input_schema"));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A server tool that the upstream does not have cannot be insisted on either.
    private static bool IsLeftOut(in MessageRequest request, string name)
    {
        foreach (var tool in request.Tools)
        {
            if (tool.Text("name") == name && tool.Text("type") is not (null or "custom"))
                return true;
        }

        return false;
    }

    private static void WriteChoice(Utf8JsonWriter json, in MessageRequest request, List<JsonElement> tools, ToolNames names)
    {
        switch (request.ToolChoice?.Text("type"))
        {
            case "auto":
                json.WriteString("tool_choice"u8, "auto"u8);
                break;
            case "any":
                json.WriteString("tool_choice"u8, "required"u8);
                break;
            case "none":
                json.WriteString("tool_choice"u8, "none"u8);
                break;
            case "tool":
                var name = request.ToolChoice?.Text("name") ?? "";
                if (IsLeftOut(request, name))
                    break;
                if (!tools.Exists(tool => string.Equals(tool.Text("name"), name, StringComparison.Ordinal)))
                    throw new AnthropicErrorException(AnthropicError.InvalidRequest($"tool_choice.name: '{name}' is not among the tools."));
                json.WriteStartObject("tool_choice"u8);
                json.WriteString("type"u8, "function"u8);
                json.WriteStartObject("function"u8);
                json.WriteString("name"u8, names.ForUpstream(name));
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            default:
                break;
        }
    }
}
