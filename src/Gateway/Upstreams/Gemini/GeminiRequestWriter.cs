using System;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Writes a request as <c>generateContent</c> has it.</summary>
internal static class GeminiRequestWriter
{
    /// <summary>The most stop sequences that Gemini takes; with more, the gateway itself stops at them.</summary>
    public const int MostStops = 5;

    /// <summary>Fields on which a request depends and that have no counterpart. Other unknown ones are left out.</summary>
    private static readonly string[] Unmappable = ["mcp_servers", "container", "thread"];

    public static void Write(Utf8JsonWriter json, in MessageRequest request, GeminiDialect dialect)
    {
        json.WriteStartObject();
        WriteMembers(json, request, dialect);
        json.WriteEndObject();
    }

    /// <summary>Writes the request's members into an open object.</summary>
    public static void WriteMembers(Utf8JsonWriter json, in MessageRequest request, GeminiDialect dialect)
    {
        Refuse(request);
        var tools = new GeminiTools(request, dialect.Model);
        WriteInstruction(json, request, tools);
        new GeminiContentsWriter(json, dialect).Write(request);
        GeminiToolsWriter.Write(json, request, tools, dialect);
        WriteGeneration(json, request, dialect.Model);
    }

    private static void Refuse(in MessageRequest request)
    {
        if (request.Messages.Count == 0)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest("messages: at least one message is required"));
        foreach (var name in Unmappable)
        {
            if (request.Root.Find(name) is { } value && !(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0))
                throw new AnthropicErrorException(AnthropicError.InvalidRequest($"{name}: is not available at a provider of format Gemini."));
        }
    }

    private static void WriteInstruction(Utf8JsonWriter json, in MessageRequest request, GeminiTools tools)
    {
        var texts = SystemTexts.Of(request.System);
        texts.AddRange(tools.Instructions(request).Select(text => RequestParts.Text(text)));
        if (texts.Count == 0)
            return;
        json.WriteStartObject("systemInstruction"u8);
        json.WriteStartArray("parts"u8);
        foreach (var text in texts)
            GeminiParts.Write(json, text);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGeneration(Utf8JsonWriter json, in MessageRequest request, GeminiModel model)
    {
        json.WriteStartObject("generationConfig"u8);
        if (request.MaxTokens is { } tokens)
            json.WriteNumber("maxOutputTokens"u8, Math.Max(1, Math.Min(tokens, model.MostOutput ?? int.MaxValue)));
        if (request.Temperature is { } temperature)
            json.WriteNumber("temperature"u8, temperature);
        if (request.TopP is { } topP)
            json.WriteNumber("topP"u8, topP);
        if (request.TopK is { } topK)
            json.WriteNumber("topK"u8, topK);
        var stops = request.StopSequences;
        if (stops.Count is > 0 and <= MostStops)
        {
            json.WriteStartArray("stopSequences"u8);
            foreach (var stop in stops)
                stop.WriteTo(json);
            json.WriteEndArray();
        }

        if (request.OutputFormat is { } format)
            WriteFormat(json, format);
        GeminiThinking.Write(json, request, model);
        json.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter json, JsonElement format)
    {
        if (format.Text("type") != "json_schema" || format.Find("schema") is not { ValueKind: JsonValueKind.Object } schema)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest("output_config.format: only json_schema with a schema is known."));
        json.WriteString("responseMimeType"u8, "application/json"u8);
        json.WritePropertyName("responseJsonSchema"u8);
        schema.WriteTo(json);
    }
}
