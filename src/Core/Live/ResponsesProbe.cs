using System;
using System.Text.Json;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>OpenAI Responses.</summary>
internal sealed class ResponsesProbe : IProbe
{
    public Uri Address(Uri baseUri, string model) => UpstreamAddress.OpenAI(baseUri, "/responses");

    public byte[] Body(string model) => JsonRaw.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteBoolean("stream", true);
        json.WriteBoolean("store", false);
        json.WriteStartArray("input");
        json.WriteStartObject();
        json.WriteString("role", "user");
        json.WriteString("content", Probes.Question);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public ProbeEvent Read(JsonElement data)
    {
        var type = ProbeEvent.Text(data, "type") ?? "";
        var response = ProbeEvent.Find(data, "response");
        return type switch
        {
            "error" => ProbeEvent.Failure(data),
            "response.failed" => ProbeEvent.Failure(response ?? data),
            "response.completed" or "response.incomplete" => new ProbeEvent(Model(response), IsEnd: true),
            _ => new ProbeEvent(Model(response), type.EndsWith(".delta", StringComparison.Ordinal)),
        };
    }

    private static string? Model(JsonElement? response) => response is { } found ? ProbeEvent.Text(found, "model") : null;
}
