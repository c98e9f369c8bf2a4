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

    public Uri Address(Uri baseUri, string model) => UpstreamAddress.OpenAI(baseUri, "/chat/completions");

    public byte[] Body(string model) => JsonRaw.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteBoolean("stream", true);
        json.WriteStartArray("messages");
        json.WriteStartObject();
        json.WriteString("role", "user");
        json.WriteString("content", Probes.Question);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public ProbeEvent Read(JsonElement data)
    {
        if (ProbeEvent.Find(data, "error") is { ValueKind: JsonValueKind.Object or JsonValueKind.String })
            return ProbeEvent.Failure(data);
        var choice = ProbeEvent.Find(data, "choices") is { ValueKind: JsonValueKind.Array } choices ? choices.EnumerateArray().FirstOrDefault() : default;
        var delta = ProbeEvent.Find(choice, "delta");
        return new ProbeEvent(
            ProbeEvent.Text(data, "model") is { Length: > 0 } model ? model : null,
            delta is { } part && Content.Any(name => ProbeEvent.Text(part, name) is { Length: > 0 } || ProbeEvent.Find(part, name) is { ValueKind: JsonValueKind.Array }),
            ProbeEvent.Text(choice, "finish_reason") is { Length: > 0 });
    }
}
