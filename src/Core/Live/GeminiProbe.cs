using System;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>Google Gemini.</summary>
internal sealed class GeminiProbe : IProbe
{
    public Uri Address(Uri baseUri, string model) => GeminiAddress.Of(baseUri, model, "streamGenerateContent", "alt=sse");

    public byte[] Body(string model) => JsonRaw.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("contents");
        json.WriteStartObject();
        json.WriteString("role", "user");
        json.WriteStartArray("parts");
        json.WriteStartObject();
        json.WriteString("text", Probes.Question);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public ProbeEvent Read(JsonElement data)
    {
        if (ProbeEvent.Find(data, "error") is not null)
            return ProbeEvent.Failure(data);
        var candidate = ProbeEvent.Find(data, "candidates") is { ValueKind: JsonValueKind.Array } candidates ? candidates.EnumerateArray().FirstOrDefault() : default;
        var hasParts = ProbeEvent.Find(candidate, "content") is { } content && ProbeEvent.Find(content, "parts") is { ValueKind: JsonValueKind.Array } parts && parts.GetArrayLength() > 0;
        return new ProbeEvent(ProbeEvent.Text(data, "modelVersion"), hasParts, ProbeEvent.Text(candidate, "finishReason") is { Length: > 0 });
    }
}
