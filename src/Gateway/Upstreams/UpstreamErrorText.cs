using System;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>The upstream's own words in an error's body, in whatever shape it came.</summary>
internal static partial class UpstreamErrorText
{
    private const int Longest = 2000;

    /// <summary>The message and the vendor's code for it, either of which may be missing.</summary>
    public static (string? Message, string? Code) Read(ReadOnlyMemory<byte> body)
    {
        var start = body.Span.IndexOfAnyExcept(" \r\n\t"u8);
        if (start < 0)
            return default;
        if (body.Span[start] is (byte)'{' or (byte)'[')
        {
            try
            {
                using var document = JsonDocument.Parse(body, JsonOptions.Document);
                return Read(document.RootElement);
            }
            catch (JsonException)
            {
                // Cut off or not JSON after all: shown as text.
            }
        }

        return (Plain(Encoding.UTF8.GetString(body.Span)), null);
    }

    public static (string? Message, string? Code) Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array when element.GetArrayLength() > 0 => Read(element[0]),
        JsonValueKind.String => (Shorten(element.GetString()!), null),
        JsonValueKind.Object => ReadObject(element),
        _ => default,
    };

    private static (string? Message, string? Code) ReadObject(JsonElement element)
    {
        if (element.TryGetProperty("error"u8, out var inner) && inner.ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            var found = Read(inner);
            return (found.Message ?? Text(element, "message"), found.Code ?? Text(element, "code"));
        }

        var message = Text(element, "message") ?? Text(element, "detail") ?? Text(element, "error_description") ?? Text(element, "msg");
        if (element.TryGetProperty("metadata"u8, out var metadata) && metadata.ValueKind == JsonValueKind.Object && Text(metadata, "raw") is { Length: > 0 } raw)
            message = $"{message}: {raw}";
        if (message is null && element.TryGetProperty("detail"u8, out var details))
            message = details.GetRawText();
        return (message is null ? null : Shorten(message), Text(element, "code") ?? Text(element, "type") ?? Text(element, "status"));
    }

    private static string? Text(JsonElement element, string name) => !element.TryGetProperty(name, out var found) ? null : found.ValueKind switch
    {
        JsonValueKind.String => found.GetString(),
        JsonValueKind.Number => found.GetRawText(),
        _ => null,
    };

    private static string? Plain(string text)
    {
        if (text.Contains('<', StringComparison.Ordinal))
            text = Title().Match(text) is { Success: true } title ? title.Groups[1].Value : Tags().Replace(Hidden().Replace(text, " "), " ");
        text = Blanks().Replace(WebUtility.HtmlDecode(text), " ").Trim();
        return text.Length == 0 ? null : Shorten(text);
    }

    private static string Shorten(string text) => text.Length <= Longest ? text : text[..Longest] + "…";

    // Blanks around it are taken off later: sought here, a title that never ends would be gone through again and again.
    [GeneratedRegex("<title[^>]*>([^<]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(@"<(script|style)\b.*?</\1>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
