using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Writes a request as Chat Completions has it.</summary>
internal static class ChatRequestWriter
{
    /// <summary>Fields on which a request depends and that have no counterpart. Other unknown ones are left out.</summary>
    private static readonly string[] Unmappable = ["mcp_servers", "container", "thread"];

    /// <summary>Returns whether the model is shown an image.</summary>
    public static bool Write(Utf8JsonWriter json, in MessageRequest request, ChatTarget target, ToolNames names)
    {
        Refuse(request);
        var quirks = target.Quirks;
        json.WriteStartObject();
        json.WriteString("model"u8, target.Model);
        var messages = new ChatMessagesWriter(json, target, names);
        messages.Write(request);
        ChatToolsWriter.Write(json, request, quirks, names);
        if (request.MaxTokens is { } tokens)
            json.WriteNumber(quirks.CompletionTokens ? "max_completion_tokens"u8 : "max_tokens"u8, quirks.MostTokens > 0 ? Math.Min(tokens, quirks.MostTokens) : tokens);
        WriteSampling(json, request, quirks);
        ChatThinkingWriter.Write(json, request, quirks);
        if (request.OutputFormat is { } format)
            WriteFormat(json, format);
        if (quirks.Identity)
            WriteIdentity(json, request, target.Session);
        if (request.Stream)
            WriteStream(json, quirks);
        json.WriteEndObject();
        return messages.ShowsImages;
    }

    /// <summary>The stop sequences that the upstream is not told of.</summary>
    public static List<byte[]> UntoldStops(in MessageRequest request, ChatQuirks quirks) =>
        [.. request.StopSequences.Skip(quirks.MostStops).Select(stop => Encoding.UTF8.GetBytes(stop.GetString()!)).Where(stop => stop.Length > 0)];

    private static void Refuse(in MessageRequest request)
    {
        if (request.Messages.Count == 0)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest("messages: at least one message is required"));
        if (request.StopSequences.Any(stop => stop.ValueKind != JsonValueKind.String))
            throw new AnthropicErrorException(AnthropicError.InvalidRequest("stop_sequences: must be texts."));
        foreach (var name in Unmappable)
        {
            if (request.Root.Find(name) is { } value && !(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0))
                throw new AnthropicErrorException(AnthropicError.InvalidRequest($"{name}: is not available at a provider of format OpenAIChat."));
        }
    }

    private static void WriteSampling(Utf8JsonWriter json, in MessageRequest request, ChatQuirks quirks)
    {
        var stops = request.StopSequences.Take(quirks.MostStops).ToList();
        if (stops.Count > 0)
        {
            json.WriteStartArray("stop"u8);
            foreach (var stop in stops)
                stop.WriteTo(json);
            json.WriteEndArray();
        }

        if (quirks.TopK && request.TopK is { } topK)
            json.WriteNumber("top_k"u8, topK);
        if (!quirks.Sampling)
            return;
        if (request.Temperature is { } temperature)
            json.WriteNumber("temperature"u8, temperature);
        if (request.TopP is { } topP)
            json.WriteNumber("top_p"u8, topP);
    }

    private static void WriteFormat(Utf8JsonWriter json, JsonElement format)
    {
        if (format.Text("type") != "json_schema" || format.Find("schema") is not { ValueKind: JsonValueKind.Object } schema)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest("output_config.format: only json_schema with a schema is known."));
        json.WriteStartObject("response_format"u8);
        json.WriteString("type"u8, "json_schema"u8);
        json.WriteStartObject("json_schema"u8);
        json.WriteString("name"u8, format.Text("name") ?? "answer");
        json.WritePropertyName("schema"u8);
        schema.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A user id of Claude's is longer than OpenAI takes, and is nobody else's business.
    private static void WriteIdentity(Utf8JsonWriter json, in MessageRequest request, string? session)
    {
        if (ClientUser.Find(request) is { Length: > 0 } user)
            json.WriteString("safety_identifier"u8, ToolNames.Hash(user));
        if (session is { Length: > 0 })
            json.WriteString("prompt_cache_key"u8, session.Length <= 64 ? session : ToolNames.Hash(session));
    }

    private static void WriteStream(Utf8JsonWriter json, ChatQuirks quirks)
    {
        json.WriteBoolean("stream"u8, true);
        if (!quirks.StreamOptions)
            return;
        json.WriteStartObject("stream_options"u8);
        json.WriteBoolean("include_usage"u8, true);
        json.WriteEndObject();
    }
}
