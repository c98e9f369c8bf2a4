using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>A request as the Responses API has it. It can be written again without the reasoning of earlier turns.</summary>
internal sealed class ResponsesRequest(MessageRequest request, string upstreamModel)
{
    private const int LeastTokens = 16;
    private const int LongestKey = 64;

    /// <summary>Fields on which a request depends and that have no counterpart. Other unknown ones are left out.</summary>
    private static readonly string[] Unmappable = ["mcp_servers", "container", "thread"];

    private readonly ChatModel _model = ChatModels.Find(upstreamModel);

    public required ResponsesBackend Backend { get; init; }

    /// <summary>Whose encrypted reasoning may be shown again.</summary>
    public required string Account { get; init; }

    public required string? Session { get; init; }

    public required ToolNames Names { get; init; }

    /// <summary>The Responses API has no parameter for them.</summary>
    public IReadOnlyList<byte[]> Stops { get; } =
        [.. request.StopSequences.Where(stop => stop.ValueKind == JsonValueKind.String).Select(stop => Encoding.UTF8.GetBytes(stop.GetString()!)).Where(stop => stop.Length > 0)];

    /// <summary>Whether some of what was written is encrypted reasoning, which the upstream may refuse.</summary>
    public bool HoldsReasoning { get; private set; }

    public void Write(PooledBuffer body, bool withReasoning)
    {
        Refuse();
        using var json = new Utf8JsonWriter(body, JsonOptions.Write);
        json.WriteStartObject();
        json.WriteString("model"u8, upstreamModel);
        ResponsesContent.WriteInstructions(json, request.System, Backend.WantsInstructions);
        var input = new ResponsesInputWriter(json, Names, withReasoning ? Account : null);
        input.Write(request);
        HoldsReasoning = input.WroteReasoning;
        var searches = ResponsesToolsWriter.Write(json, request, Names, Backend);
        WriteLimits(json);
        ResponsesReasoning.Write(json, request, _model, searches);
        if (request.OutputFormat is { } format)
            WriteFormat(json, format);
        WriteIdentity(json);
        json.WriteBoolean("store"u8, false);
        if (request.Stream || Backend.StreamsOnly)
            json.WriteBoolean("stream"u8, true);
        json.WriteEndObject();
    }

    private void Refuse()
    {
        if (request.Messages.Count == 0)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest("messages: at least one message is required"));
        foreach (var name in Unmappable)
        {
            if (request.Root.Find(name) is { } value && !(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0))
                throw new AnthropicErrorException(AnthropicError.InvalidRequest($"{name}: is not available at a provider of format OpenAIResponses."));
        }
    }

    private void WriteLimits(Utf8JsonWriter json)
    {
        if (request.MaxTokens is { } tokens && Backend.Takes("max_output_tokens"))
            json.WriteNumber("max_output_tokens"u8, Math.Max(LeastTokens, tokens));
        if (!_model.Reasons && request.Temperature is { } temperature && Backend.Takes("temperature"))
            json.WriteNumber("temperature"u8, temperature);
        if (!_model.Reasons && request.TopP is { } topP && Backend.Takes("top_p"))
            json.WriteNumber("top_p"u8, topP);
        if (request.Root.Text("service_tier") is { } tier)
            json.WriteString("service_tier"u8, tier == "standard_only" ? "default" : tier);
    }

    private static void WriteFormat(Utf8JsonWriter json, JsonElement format)
    {
        if (format.Text("type") != "json_schema" || format.Find("schema") is not { ValueKind: JsonValueKind.Object } schema)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest("output_config.format: only json_schema with a schema is known."));
        json.WriteStartObject("text"u8);
        json.WriteStartObject("format"u8);
        json.WriteString("type"u8, "json_schema"u8);
        json.WriteString("name"u8, format.Text("name") ?? "answer");
        json.WritePropertyName("schema"u8);
        schema.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A user id of Claude's is longer than OpenAI takes, and is nobody else's business.
    private void WriteIdentity(Utf8JsonWriter json)
    {
        if (Session is { Length: > 0 } session)
            json.WriteString("prompt_cache_key"u8, session.Length <= LongestKey ? session : ToolNames.Hash(session));
        if (_model.IsOpenAI && ClientUser.Find(request) is { Length: > 0 } user && Backend.Takes("safety_identifier"))
            json.WriteString("safety_identifier"u8, ToolNames.Hash(user));
    }
}
