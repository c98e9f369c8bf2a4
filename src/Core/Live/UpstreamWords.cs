using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>An upstream's answer that is no stream: its beginning, and what it says of a failure.</summary>
/// <param name="Body">As much as was read.</param>
/// <param name="IsWholeBody">Whether that is all of it.</param>
/// <param name="IsWebPage">Whether it is HTML.</param>
internal sealed record UpstreamWords(byte[] Body, bool IsWholeBody, bool IsWebPage)
{
    private const int Longest = 300;

    // More than is shown, so that a key in there is found as a whole.
    private const int MostText = 64 * 1024;
    private static readonly string[] MessageNames = ["message", "detail", "error_description", "msg", "error"];
    private static readonly string[] CodeNames = ["code", "type", "status"];

    public static async Task<UpstreamWords> ReadAsync(HttpResponseMessage response, int mostBytes, CancellationToken cancellation)
    {
        using var stream = await BodyStream.OpenAsync(response).ConfigureAwait(false);
        using var memory = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while (memory.Length <= mostBytes && (read = await BodyStream.ReadAsync(stream, buffer, cancellation).ConfigureAwait(false)) > 0)
            memory.Write(buffer, 0, read);
        return Of(memory.ToArray(), memory.Length <= mostBytes, response.Content.Headers.ContentType?.MediaType);
    }

    public static UpstreamWords Of(byte[] body, bool isWhole, string? mediaType) => new(body, isWhole, mediaType == "text/html" || Start(body).StartsWith('<'));

    public bool IsEmpty => Start(Body).Length == 0;

    /// <summary>What it says, on one line and short, and without the key, should it be in there; empty where it says nothing.</summary>
    public string Message(string? key)
    {
        if (IsWebPage)
            return "";
        var text = Parsed() is { } told ? told.Message : Encoding.UTF8.GetString(Body, 0, Math.Min(Body.Length, MostText));
        return Clean(text ?? "", key);
    }

    /// <summary>The vendor's codes and the message, to look for words in.</summary>
    public string Searchable => IsWebPage ? "" : Parsed() is { } told ? $"{told.Codes} {told.Message}" : Encoding.UTF8.GetString(Body, 0, Math.Min(Body.Length, Longest));

    /// <summary>Whether all of these words stand in it, be it a web page or not.</summary>
    public bool Says(params string[] words) =>
        Encoding.UTF8.GetString(Body, 0, Math.Min(Body.Length, MostText)) is var text && words.All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    internal static string Clean(string text, string? key)
    {
        text = Redactor.None.With(key).Of(text);
        text = string.Join(" ", text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text = new string([.. text.Where(c => !char.IsControl(c))]);
        return text.Length > Longest ? text.Remove(Longest) + "…" : text;
    }

    private (string? Message, string Codes)? Parsed()
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            var codes = new StringBuilder();
            return (Message(document.RootElement, codes), codes.ToString());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static string? Message(JsonElement element, StringBuilder? codes = null)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.GetArrayLength() > 0 ? Message(element[0], codes) : null;
        if (element.ValueKind != JsonValueKind.Object)
            return JsonString.Of(element);
        foreach (var name in CodeNames)
            codes?.Append(element.TryGetProperty(name, out var code) ? $"{JsonString.Of(code)} " : "");
        if (element.TryGetProperty("error", out var inner) && inner.ValueKind is JsonValueKind.Object)
            return Message(inner, codes);
        return MessageNames.Select(name => element.TryGetProperty(name, out var found) ? JsonString.Of(found) : null).FirstOrDefault(text => !string.IsNullOrEmpty(text));
    }

    private static string Start(byte[] body) => Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, Longest)).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
}
