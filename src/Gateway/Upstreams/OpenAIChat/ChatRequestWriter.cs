using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Writes a request as Chat Completions has it.</summary>
internal static class ChatRequestWriter
{
    private const int MostStops = 4;

    /// <summary>Fields on which a request depends and that have no counterpart. Other unknown ones are left out.</summary>
    private static readonly string[] Unmappable = ["mcp_servers", "container", "thread"];

    /// <summary>Returns whether the model is shown an image.</summary>
    public static bool Write(Utf8JsonWriter json, in MessageRequest request, string upstreamModel, string? session, ToolNames names, bool withImages = true)
    {
        Refuse(request);
        var model = ChatModels.Find(upstreamModel);
        json.WriteStartObject();
        json.WriteString("model"u8, upstreamModel);
        var messages = new ChatMessagesWriter(json, model, names, withImages && model.SeesImages);
        messages.Write(request);
        ChatToolsWriter.Write(json, request, names);
        if (request.MaxTokens is { } tokens)
            json.WriteNumber(model.IsOpenAI ? "max_completion_tokens"u8 : "max_tokens"u8, tokens);
        WriteSampling(json, request, model);
        if (ChatEffort.Choose(request, model) is { } effort)
            json.WriteString("reasoning_effort"u8, effort);
        if (request.OutputFormat is { } format)
            WriteFormat(json, format);
        if (model.IsOpenAI)
            WriteIdentity(json, request, session);
        if (request.Stream)
            WriteStream(json);
        json.WriteEndObject();
        return messages.ShowsImages;
    }

    private static void Refuse(in MessageRequest request)
    {
        if (request.Messages.Count == 0)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest("messages: at least one message is required"));
        foreach (var name in Unmappable)
        {
            if (request.Root.Find(name) is { } value && !(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0))
                throw new AnthropicErrorException(AnthropicError.InvalidRequest($"{name}: is not available at a provider of format OpenAIChat."));
        }
    }

    private static void WriteSampling(Utf8JsonWriter json, in MessageRequest request, ChatModel model)
    {
        var stops = request.StopSequences;
        if (stops.Count > MostStops || (stops.Count > 0 && model.Reasons))
            throw new AnthropicErrorException(AnthropicError.InvalidRequest($"stop_sequences: this model takes at most {(model.Reasons ? 0 : MostStops)}."));
        if (stops.Count > 0)
        {
            json.WriteStartArray("stop"u8);
            foreach (var stop in stops)
                stop.WriteTo(json);
            json.WriteEndArray();
        }

        if (model.Reasons)
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

    private static void WriteStream(Utf8JsonWriter json)
    {
        json.WriteBoolean("stream"u8, true);
        json.WriteStartObject("stream_options"u8);
        json.WriteBoolean("include_usage"u8, true);
        json.WriteEndObject();
    }
}
