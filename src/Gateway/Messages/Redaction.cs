using System;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>
/// Takes secrets out of what is told of a failure. Upstreams and proxies echo a key in their errors, and what the client is told ends in
/// transcripts and tickets. What a model says is not touched: it may be about the user's own file.
/// </summary>
internal sealed class Redaction
{
    private readonly Redactor _redactor;

    private Redaction(Redactor redactor) => _redactor = redactor;

    public static Redaction None { get; } = new(Redactor.None);

    public Redaction With(string secret) => _redactor.With(secret) is var more && ReferenceEquals(more, _redactor) ? this : new Redaction(more);

    public string Of(string text) => _redactor.Of(text);

    public AnthropicError Of(AnthropicError error) => error with
    {
        Type = Of(error.Type),
        Message = Of(error.Message),
        RetryAfter = error.RetryAfter is null ? null : Of(error.RetryAfter),
    };

    /// <summary>Whether a secret stands in a text.</summary>
    public bool Touches(string text) => _redactor.Touches(text);

    /// <summary>Whether a secret stands in a JSON document, however it is escaped there, or in what should have been one.</summary>
    public bool TouchesJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, JsonOptions.Document);
            return Touches(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Touches(Encoding.UTF8.GetString(json.Span));
        }
    }

    private bool Touches(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return Touches(element.GetString()!);
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    if (Touches(item))
                        return true;
                }

                return false;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    if (Touches(member.Name) || Touches(member.Value))
                        return true;
                }

                return false;
            default:
                return false;
        }
    }
}
