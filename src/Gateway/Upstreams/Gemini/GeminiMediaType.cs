using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>What stands at an address, as its name tells.</summary>
internal static class GeminiMediaType
{
    public static string? Of(in RequestPart part)
    {
        if (part.Value?.GetString() is not { } address || !Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return null;
        return Path.GetExtension(uri.Segments.LastOrDefault() ?? "").ToUpperInvariant() switch
        {
            ".PNG" => "image/png",
            ".JPG" or ".JPEG" => "image/jpeg",
            ".WEBP" => "image/webp",
            ".GIF" => "image/gif",
            ".HEIC" => "image/heic",
            ".PDF" => "application/pdf",
            ".TXT" or ".MD" => "text/plain",
            _ => part.Kind == RequestPartKind.File ? "application/pdf" : "image/jpeg",
        };
    }
}
