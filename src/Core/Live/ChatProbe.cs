using System;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>OpenAI Chat Completions. Without a limit: models disagree about its name, and the question keeps the answer short.</summary>
internal sealed class ChatProbe : IProbe
{
    private static readonly string[] Content = ["content", "reasoning_content", "reasoning", "tool_calls"];

    public bool CountsLast => true;

    public Uri Address(Uri baseUri, string model) => UpstreamAddress.OpenAI(baseUri, "/chat/completions");

    public byte[] Body(string model, ProbeQuestion question) => JsonRaw.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteBoolean("stream", true);
        if (question.CountsTokens)
            AnthropicProbe.Raw(json, "stream_options", """{"include_usage":true}""");
        var text = AnthropicProbe.Quoted(question.Text);
        AnthropicProbe.Raw(json, "messages", $$"""[{"role":"user","content":{{(question.ShowsPicture ? $"[{Picture},{Part(text)}]" : text)}}}]""");
        if (question.OffersTool)
            AnthropicProbe.Raw(json, "tools", $$$"""[{"type":"function","function":{"name":"{{{ProbeQuestion.ToolName}}}","description":"{{{ProbeQuestion.ToolPurpose}}}","parameters":{{{ProbeQuestion.ToolSchema}}}}}]""");
        if (question.ForcesTool)
            AnthropicProbe.Raw(json, "tool_choice", $$$"""{"type":"function","function":{"name":"{{{ProbeQuestion.ToolName}}}"}}""");
        json.WriteEndObject();
    });

    public ProbeEvent Read(JsonElement data)
    {
        if (ProbeEvent.Find(data, "error") is { ValueKind: JsonValueKind.Object or JsonValueKind.String })
            return ProbeEvent.Failure(data);
        var choice = ProbeEvent.First(data, "choices");
        var delta = ProbeEvent.Find(choice, "delta") ?? default;
        var call = ProbeEvent.Find(ProbeEvent.First(delta, "tool_calls"), "function") ?? default;
        var usage = ProbeEvent.Find(data, "usage");
        return new ProbeEvent
        {
            Model = ProbeEvent.Text(data, "model") is { Length: > 0 } model ? model : null,
            HasContent = Content.Any(name => ProbeEvent.Text(delta, name) is { Length: > 0 } || ProbeEvent.Find(delta, name) is { ValueKind: JsonValueKind.Array }),
            Said = ProbeEvent.Text(delta, "content"),
            Tool = ProbeEvent.Text(call, "name") is { Length: > 0 } tool ? tool : null,
            Arguments = ProbeEvent.Text(call, "arguments"),
            InputTokens = ProbeEvent.Number(usage, "prompt_tokens"),
            OutputTokens = ProbeEvent.Number(usage, "completion_tokens"),
            IsCut = ProbeEvent.Text(choice, "finish_reason") == "length",
            IsEnd = ProbeEvent.Text(choice, "finish_reason") is { Length: > 0 },
        };
    }

    private static string Picture => $$$"""{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{ProbeQuestion.Png}}}"}}""";

    private static string Part(string text) => $$"""{"type":"text","text":{{text}}}""";
}
