using System;
using System.Text.Json;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>OpenAI Responses.</summary>
internal sealed class ResponsesProbe : IProbe
{
    public bool CountsLast => false;

    public Uri Address(Uri baseUri, string model) => UpstreamAddress.OpenAI(baseUri, "/responses");

    public byte[] Body(string model, ProbeQuestion question) => JsonRaw.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteBoolean("stream", true);
        json.WriteBoolean("store", false);
        var text = AnthropicProbe.Quoted(question.Text);
        AnthropicProbe.Raw(json, "input", $$"""[{"role":"user","content":{{(question.ShowsPicture ? $"[{Picture},{Part(text)}]" : text)}}}]""");
        if (question.OffersTool)
            AnthropicProbe.Raw(json, "tools", $$"""[{"type":"function","name":"{{ProbeQuestion.ToolName}}","description":"{{ProbeQuestion.ToolPurpose}}","parameters":{{ProbeQuestion.ToolSchema}},"strict":false}]""");
        if (question.ForcesTool)
            AnthropicProbe.Raw(json, "tool_choice", $$"""{"type":"function","name":"{{ProbeQuestion.ToolName}}"}""");
        if (question.Searches)
            AnthropicProbe.Raw(json, "tools", """[{"type":"web_search"}]""");
        json.WriteEndObject();
    });

    public ProbeEvent Read(JsonElement data)
    {
        var type = ProbeEvent.Text(data, "type") ?? "";
        var response = ProbeEvent.Find(data, "response");
        var seen = new ProbeEvent { Model = response is { } found ? ProbeEvent.Text(found, "model") : null };
        return type switch
        {
            "error" => ProbeEvent.Failure(data),
            "response.failed" => ProbeEvent.Failure(response ?? data),
            "response.completed" or "response.incomplete" => seen with { IsEnd = true, IsCut = type == "response.incomplete", InputTokens = Tokens(response, "input_tokens"), OutputTokens = Tokens(response, "output_tokens") },
            "response.output_item.added" => seen with { Tool = Call(data) },
            "response.web_search_call.completed" => seen with { HasContent = true, HasSearched = true },
            "response.output_text.delta" => seen with { HasContent = true, Said = ProbeEvent.Text(data, "delta") },
            "response.function_call_arguments.delta" => seen with { HasContent = true, Arguments = ProbeEvent.Text(data, "delta") },
            _ => seen with { HasContent = type.EndsWith(".delta", StringComparison.Ordinal) },
        };
    }

    private static string? Call(JsonElement data) =>
        ProbeEvent.Find(data, "item") is { } item && ProbeEvent.Text(item, "type") == "function_call" ? ProbeEvent.Text(item, "name") : null;

    private static long? Tokens(JsonElement? response, string name) => response is { } found ? ProbeEvent.Number(ProbeEvent.Find(found, "usage"), name) : null;

    private static string Picture => $$"""{"type":"input_image","image_url":"data:image/png;base64,{{ProbeQuestion.Png}}"}""";

    private static string Part(string text) => $$"""{"type":"input_text","text":{{text}}}""";
}
