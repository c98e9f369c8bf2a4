using System;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>
/// Takes secrets out of what is told of a failure. Upstreams and proxies echo a key in their errors, and what the client is told ends in
/// transcripts and tickets. What a model says is not touched: it may be about the user's own file.
/// </summary>
internal sealed class Redaction
{
    private const string Hidden = "[hidden]";

    // What is shorter is no key but a word, such as the "ollama" that a local server wants, and would take words out of sentences.
    private const int ShortestSecret = 8;
    private const int ShortestStart = 4;
    private const string Cut = "…";
    private readonly ImmutableHashSet<string> _secrets;

    private Redaction(ImmutableHashSet<string> secrets) => _secrets = secrets;

    public static Redaction None { get; } = new([]);

    public Redaction With(string secret) => secret.Length < ShortestSecret || _secrets.Contains(secret) ? this : new Redaction(_secrets.Add(secret));

    public string Of(string text)
    {
        foreach (var secret in _secrets)
            text = WithoutStart(text.Replace(secret, Hidden, StringComparison.OrdinalIgnoreCase), secret);
        return text;
    }

    public AnthropicError Of(AnthropicError error) => error with
    {
        Type = Of(error.Type),
        Message = Of(error.Message),
        RetryAfter = error.RetryAfter is null ? null : Of(error.RetryAfter),
    };

    /// <summary>Whether a secret stands in a text.</summary>
    public bool Touches(string text)
    {
        foreach (var secret in _secrets)
        {
            if (text.Contains(secret, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

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

    // A long text may have been cut in the middle of a secret.
    private static string WithoutStart(string text, string secret)
    {
        if (!text.EndsWith(Cut, StringComparison.Ordinal))
            return text;
        for (var length = secret.Length - 1; length >= ShortestStart; length--)
        {
            if (text.AsSpan(..^Cut.Length).EndsWith(secret.AsSpan(..length), StringComparison.OrdinalIgnoreCase))
                return text[..^(Cut.Length + length)] + Hidden + Cut;
        }

        return text;
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
