using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Writes the tools that a model may use, and how it may.</summary>
internal static class GeminiToolsWriter
{
    public static void Write(Utf8JsonWriter json, in MessageRequest request, GeminiTools tools, GeminiDialect dialect)
    {
        if (tools.Functions.Count == 0 && tools.Native.Count == 0)
            return;
        json.WriteStartArray("tools"u8);
        if (tools.Functions.Count > 0)
            WriteFunctions(json, tools, dialect);
        foreach (var native in tools.Native)
        {
            json.WriteStartObject();
            json.WriteStartObject(native);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteConfig(json, request, tools, dialect);
    }

    private static void WriteFunctions(Utf8JsonWriter json, GeminiTools tools, GeminiDialect dialect)
    {
        json.WriteStartObject();
        json.WriteStartArray("functionDeclarations"u8);
        foreach (var tool in tools.Functions)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, dialect.Names.ForUpstream(tool.Text("name") ?? ""));
            json.WriteString("description"u8, tool.Text("description") ?? "");
            WriteSchema(json, tool.Find("input_schema"), dialect);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSchema(Utf8JsonWriter json, JsonElement? schema, GeminiDialect dialect)
    {
        if (!dialect.PlainSchemas)
        {
            json.WritePropertyName("parametersJsonSchema"u8);
            ToolSchema.Write(json, schema);
        }
        else if (schema is { ValueKind: JsonValueKind.Object } known && known.Find("properties") is { ValueKind: JsonValueKind.Object } properties && properties.GetPropertyCount() > 0)
        {
            json.WritePropertyName("parameters"u8);
            new OpenApiSchema(known).Write(json);
        }
    }

    private static void WriteConfig(Utf8JsonWriter json, in MessageRequest request, GeminiTools tools, GeminiDialect dialect)
    {
        var (mode, name) = Choice(request, tools);
        var mixes = tools.Functions.Count > 0 && tools.Native.Count > 0;
        if (mode is null && !mixes)
            return;
        json.WriteStartObject("toolConfig"u8);
        if (mode is not null)
        {
            json.WriteStartObject("functionCallingConfig"u8);
            json.WriteString("mode"u8, mode);
            if (name is not null)
            {
                json.WriteStartArray("allowedFunctionNames"u8);
                json.WriteStringValue(dialect.Names.ForUpstream(name));
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        if (mixes)
            json.WriteBoolean("includeServerSideToolInvocations"u8, true);
        json.WriteEndObject();
    }

    private static (string? Mode, string? Name) Choice(in MessageRequest request, GeminiTools tools)
    {
        if (tools.Functions.Count == 0)
            return default;
        switch (request.ToolChoice?.Text("type"))
        {
            case "auto":
                return ("AUTO", null);
            case "any":
                return ("ANY", null);
            case "none":
                return ("NONE", null);
            case "tool":
                var name = request.ToolChoice?.Text("name") ?? "";
                return tools.Functions.Exists(tool => string.Equals(tool.Text("name"), name, StringComparison.Ordinal))
                    ? ("ANY", name)
                    : throw new AnthropicErrorException(AnthropicError.InvalidRequest($"tool_choice.name: '{name}' is not among the tools."));
            default:
                return default;
        }
    }
}
