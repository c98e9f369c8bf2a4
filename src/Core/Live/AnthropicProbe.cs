using System;
using System.Text.Json;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>Anthropic Messages.</summary>
internal sealed class AnthropicProbe : IProbe
{
    public const string VersionHeader = "anthropic-version";
    public const string Version = "2023-06-01";

    // A limit and no wish: a model that thinks first must still come to the call.
    private const int MostTokens = 1024;

    public bool CountsLast => false;

    public Uri Address(Uri baseUri, string model) => UpstreamAddress.Anthropic(baseUri, "/messages");

    public byte[] Body(string model, ProbeQuestion question) => JsonRaw.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteNumber("max_tokens", MostTokens);
        json.WriteBoolean("stream", true);
        Raw(json, "messages", $$"""[{"role":"user","content":[{{(question.ShowsPicture ? Picture + "," : "")}}{"type":"text","text":{{Quoted(question.Text)}}}]}]""");
        if (question.OffersTool)
            Raw(json, "tools", $$"""[{"name":"{{ProbeQuestion.ToolName}}","description":"{{ProbeQuestion.ToolPurpose}}","input_schema":{{ProbeQuestion.ToolSchema}}}]""");
        if (question.ForcesTool)
            Raw(json, "tool_choice", $$"""{"type":"tool","name":"{{ProbeQuestion.ToolName}}"}""");
        if (question.Searches)
            Raw(json, "tools", """[{"type":"web_search_20250305","name":"web_search","max_uses":1}]""");
        json.WriteEndObject();
    });

    public ProbeEvent Read(JsonElement data) => ProbeEvent.Text(data, "type") switch
    {
        "message_start" => Start(ProbeEvent.Find(data, "message") ?? default),
        "content_block_start" => Block(ProbeEvent.Find(data, "content_block") ?? default),
        "content_block_delta" => Delta(ProbeEvent.Find(data, "delta") ?? default),
        "message_delta" => End(data),
        "message_stop" => new ProbeEvent { IsEnd = true },
        "error" => ProbeEvent.Failure(data),
        _ => ProbeEvent.Nothing,
    };

    internal static string Quoted(string text) => System.Text.Encoding.UTF8.GetString(JsonRaw.Text(text));

    internal static void Raw(Utf8JsonWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value);
    }

    private static string Picture => $$$"""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{{ProbeQuestion.Png}}}"}}""";

    private static ProbeEvent Start(JsonElement message) => new()
    {
        Model = ProbeEvent.Text(message, "model"),
        InputTokens = Input(ProbeEvent.Find(message, "usage")),
    };

    private static ProbeEvent Block(JsonElement block) => ProbeEvent.Text(block, "type") switch
    {
        // A call may come whole with its first event.
        "tool_use" => new ProbeEvent { HasContent = true, Tool = ProbeEvent.Text(block, "name"), Arguments = ProbeEvent.Find(block, "input") is { ValueKind: JsonValueKind.Object } input && input.GetRawText().Length > 2 ? input.GetRawText() : null },
        "web_search_tool_result" => new ProbeEvent { HasContent = true, HasSearched = ProbeEvent.Find(block, "content") is { ValueKind: JsonValueKind.Array } },
        _ => ProbeEvent.Nothing,
    };

    private static ProbeEvent Delta(JsonElement delta) => new() { HasContent = true, Said = ProbeEvent.Text(delta, "text"), Arguments = ProbeEvent.Text(delta, "partial_json") };

    private static ProbeEvent End(JsonElement data)
    {
        var usage = ProbeEvent.Find(data, "usage");
        return new ProbeEvent
        {
            InputTokens = Input(usage),
            OutputTokens = ProbeEvent.Number(usage, "output_tokens"),
            IsCut = ProbeEvent.Find(data, "delta") is { } delta && ProbeEvent.Text(delta, "stop_reason") == "max_tokens",
        };
    }

    private static long? Input(JsonElement? usage) => ProbeEvent.Number(usage, "input_tokens") is { } tokens
        ? tokens + (ProbeEvent.Number(usage, "cache_read_input_tokens") ?? 0) + (ProbeEvent.Number(usage, "cache_creation_input_tokens") ?? 0)
        : null;
}
