using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>Writes the tools that a model may call, and how it may.</summary>
internal static class ResponsesToolsWriter
{
    /// <summary>Returns whether the model may search the web.</summary>
    public static bool Write(Utf8JsonWriter json, in MessageRequest request, ToolNames names, ResponsesBackend backend)
    {
        var tools = OfferedTools.Of(request, WebSearch.IsTool);
        if (tools.Count == 0)
            return false;
        JsonElement? search = null;
        json.WriteStartArray("tools"u8);
        foreach (var tool in tools)
        {
            if (!WebSearch.IsTool(tool.Text("type")))
                WriteFunction(json, tool, names);
            else if (search is null)
                WebSearch.WriteTool(json, (search = tool).Value);
        }

        json.WriteEndArray();
        WriteChoice(json, request, tools, names);
        if (request.OneToolAtATime)
            json.WriteBoolean("parallel_tool_calls"u8, false);
        if (search?.Find("max_uses") is { ValueKind: JsonValueKind.Number } most && most.TryGetInt32(out var uses) && backend.Takes("max_tool_calls"))
            json.WriteNumber("max_tool_calls"u8, uses);
        return search is not null;
    }

    private static void WriteFunction(Utf8JsonWriter json, JsonElement tool, ToolNames names)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WriteString("name"u8, names.ForUpstream(tool.Text("name") ?? ""));
        if (tool.Text("description") is { Length: > 0 } description)
            json.WriteString("description"u8, description);
        json.WritePropertyName("parameters"u8);
        ToolSchema.Write(json, tool.Find("input_schema"));

        // Left out it would be true, and the schema would have to be one of OpenAI's strict ones.
        json.WriteBoolean("strict"u8, false);
        json.WriteEndObject();
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
                WriteForced(json, request.ToolChoice?.Text("name") ?? "", tools, names);
                break;
            default:
                break;
        }
    }

    private static void WriteForced(Utf8JsonWriter json, string name, List<JsonElement> tools, ToolNames names)
    {
        var place = tools.FindIndex(tool => string.Equals(tool.Text("name"), name, StringComparison.Ordinal));
        if (place < 0)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest($"tool_choice.name: '{name}' is not among the tools."));
        if (!WebSearch.IsTool(tools[place].Text("type")))
        {
            json.WriteStartObject("tool_choice"u8);
            json.WriteString("type"u8, "function"u8);
            json.WriteString("name"u8, names.ForUpstream(name));
            json.WriteEndObject();
        }
        else if (tools.Count == 1)
        {
            json.WriteString("tool_choice"u8, "required"u8);
        }
        else
        {
            WebSearch.WriteChoice(json);
        }
    }
}
