using System;
using ClaudeDesktop.Gateway.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Refuses requests whose end two readers could see at two places (request smuggling), though the server puts up with them.</summary>
internal static class RequestFraming
{
    // Where the server keeps a length that came together with a transfer coding.
    private const string OverruledLength = "X-Content-Length";

    public static AnthropicError? Check(HttpRequest request)
    {
        var codings = request.Headers.TransferEncoding;
        if (codings.Count == 0)
            return null;
        var isPlain = codings.Count == 1
            && codings[0] is { } coding && coding.Equals("chunked", StringComparison.OrdinalIgnoreCase)
            && HttpProtocol.IsHttp11(request.Protocol)
            && !request.Headers.ContainsKey("Content-Length") && !request.Headers.ContainsKey(OverruledLength);
        return isPlain ? null : AnthropicError.InvalidRequest("Say where the request body ends in one way: by Content-Length, or by Transfer-Encoding: chunked.");
    }

    /// <summary>The path as it was sent, before anything was decoded or climbed; the whole target where it has another form.</summary>
    public static string RawPath(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? target : target[..query];
    }
}
