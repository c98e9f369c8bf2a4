using System;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>Google Gemini.</summary>
internal sealed class GeminiProbe : IProbe
{
    public bool CountsLast => false;

    public Uri Address(Uri baseUri, string model) => GeminiAddress.Of(baseUri, model, "streamGenerateContent", "alt=sse");

    public byte[] Body(string model, ProbeQuestion question) => JsonRaw.Write(json =>
    {
        json.WriteStartObject();
        AnthropicProbe.Raw(json, "contents", $$"""[{"role":"user","parts":[{{(question.ShowsPicture ? Picture + "," : "")}}{"text":{{AnthropicProbe.Quoted(question.Text)}}}]}]""");
        if (question.OffersTool)
            AnthropicProbe.Raw(json, "tools", $$$"""[{"functionDeclarations":[{"name":"{{{ProbeQuestion.ToolName}}}","description":"{{{ProbeQuestion.ToolPurpose}}}","parameters":{{{ProbeQuestion.ToolSchema}}}}]}]""");
        if (question.ForcesTool)
            AnthropicProbe.Raw(json, "toolConfig", $$$"""{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["{{{ProbeQuestion.ToolName}}}"]}}""");
        if (question.Searches)
            AnthropicProbe.Raw(json, "tools", """[{"googleSearch":{}}]""");
        json.WriteEndObject();
    });

    public ProbeEvent Read(JsonElement data)
    {
        if (ProbeEvent.Find(data, "error") is not null)
            return ProbeEvent.Failure(data);
        var candidate = ProbeEvent.First(data, "candidates");
        var parts = ProbeEvent.Find(candidate, "content") is { } content && ProbeEvent.Find(content, "parts") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : [];
        var call = parts.Select(part => ProbeEvent.Find(part, "functionCall")).FirstOrDefault(found => found is not null);
        var usage = ProbeEvent.Find(data, "usageMetadata");
        return new ProbeEvent
        {
            Model = ProbeEvent.Text(data, "modelVersion"),
            HasContent = parts.Count > 0,
            Said = string.Concat(parts.Where(part => ProbeEvent.Find(part, "thought") is not { ValueKind: JsonValueKind.True }).Select(part => ProbeEvent.Text(part, "text"))),
            Tool = call is { } named ? ProbeEvent.Text(named, "name") : null,
            Arguments = call is { } called && ProbeEvent.Find(called, "args") is { } arguments ? arguments.GetRawText() : null,
            InputTokens = ProbeEvent.Number(usage, "promptTokenCount"),
            OutputTokens = ProbeEvent.Number(usage, "candidatesTokenCount") is { } tokens ? tokens + (ProbeEvent.Number(usage, "thoughtsTokenCount") ?? 0) : null,
            HasSearched = ProbeEvent.Find(candidate, "groundingMetadata") is { ValueKind: JsonValueKind.Object },
            IsCut = ProbeEvent.Text(candidate, "finishReason") == "MAX_TOKENS",
            IsEnd = ProbeEvent.Text(candidate, "finishReason") is { Length: > 0 },
        };
    }

    private static string Picture => $$$"""{"inlineData":{"mimeType":"image/png","data":"{{{ProbeQuestion.Png}}}"}}""";
}
