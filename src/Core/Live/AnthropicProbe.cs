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
    private const int MostTokens = 256;

    public Uri Address(Uri baseUri, string model) => UpstreamAddress.Anthropic(baseUri, "/messages");

    public byte[] Body(string model) => JsonRaw.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteNumber("max_tokens", MostTokens);
        json.WriteBoolean("stream", true);
        json.WriteStartArray("messages");
        json.WriteStartObject();
        json.WriteString("role", "user");
        json.WriteString("content", Probes.Question);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public ProbeEvent Read(JsonElement data) => ProbeEvent.Text(data, "type") switch
    {
        "message_start" => new ProbeEvent(Model: ProbeEvent.Find(data, "message") is { } message ? ProbeEvent.Text(message, "model") : null),
        "content_block_delta" => new ProbeEvent(HasContent: true),
        "message_stop" => new ProbeEvent(IsEnd: true),
        "error" => ProbeEvent.Failure(data),
        _ => ProbeEvent.Nothing,
    };
}
