using System;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>
/// An estimate of a request's input tokens that errs high, since a client that believes a low one runs into the upstream's limit.
/// Images and documents count by their size.
/// </summary>
internal static class TokenEstimate
{
    private const int PerMessage = 6;
    private const int PerTool = 12;
    private const int PerImage = 1600;
    private const int BytesPerDocumentToken = 24;
    private const int LeastPerDocument = 1500;

    public static long Of(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object)
            return 0;
        var tokens = 3.0;
        foreach (var property in request.EnumerateObject())
        {
            if (property.NameEquals("messages"u8))
                tokens += Walk(property.Value) + (PerMessage * Count(property.Value));
            else if (property.NameEquals("tools"u8))
                tokens += Walk(property.Value) + (PerTool * Count(property.Value));
            else if (property.NameEquals("system"u8))
                tokens += Walk(property.Value);
        }

        return (long)Math.Ceiling(tokens);
    }

    private static int Count(JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() : 0;

    private static double Walk(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return TextTokens.Of(JsonMarshal.GetRawUtf8Value(element));
            case JsonValueKind.Array:
                var items = 0.0;
                foreach (var item in element.EnumerateArray())
                    items += Walk(item);
                return items;
            case JsonValueKind.Object:
                return Media(element) ?? Members(element);
            default:
                return 1;
        }
    }

    private static double Members(JsonElement element)
    {
        var tokens = 0.0;
        foreach (var property in element.EnumerateObject())
        {
            if (!property.NameEquals("signature"u8) && !property.NameEquals("cache_control"u8))
                tokens += 1 + Walk(property.Value) + (TextTokens.Of(JsonMarshal.GetRawUtf8PropertyName(property)) / 2);
        }

        return tokens;
    }

    private static double? Media(JsonElement block)
    {
        if (!block.TryGetProperty("type"u8, out var type) || type.ValueKind != JsonValueKind.String)
            return null;
        if (type.ValueEquals("image"u8))
            return PerImage;
        if (!type.ValueEquals("document"u8) || !block.TryGetProperty("source"u8, out var source) || source.ValueKind != JsonValueKind.Object
            || !source.TryGetProperty("type"u8, out var kind) || kind.ValueKind != JsonValueKind.String || !kind.ValueEquals("base64"u8))
            return null;
        var bytes = source.TryGetProperty("data"u8, out var data) ? JsonMarshal.GetRawUtf8Value(data).Length : 0;
        return Math.Max(LeastPerDocument, bytes / BytesPerDocumentToken);
    }
}
