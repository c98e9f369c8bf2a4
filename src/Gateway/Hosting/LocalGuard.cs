using System;
using ClaudeDesktop.Gateway.Messages;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Lets in who is on this machine and knows the token, and no web page.</summary>
internal static class LocalGuard
{
    private const string Bearer = "Bearer ";

    /// <summary>Refuses foreign hosts (DNS rebinding) and browsers.</summary>
    public static AnthropicError? CheckOrigin(HttpRequest request, int port)
    {
        if (!IsOwnHost(request.Host, port))
            return AnthropicError.Permission("This gateway answers only to its own address, such as 127.0.0.1.");
        return request.Headers.ContainsKey("Origin") ? AnthropicError.Permission("This gateway does not answer web pages.") : null;
    }

    public static AnthropicError? CheckToken(HttpRequest request, LiveSecrets secrets)
    {
        string? authorization = request.Headers.Authorization;
        var bearer = authorization is not null && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null;
        return secrets.IsToken(bearer) || secrets.IsToken(request.Headers["x-api-key"]) ? null
            : AnthropicError.Authentication("The gateway's token is missing or wrong. Run Test-CDProfile to see why, Enable-CDProvider to write it anew, and restart Claude Desktop.");
    }

    private static bool IsOwnHost(HostString host, int port) => (host.Port ?? 80) == port && host.Host.ToUpperInvariant() is "127.0.0.1" or "LOCALHOST" or "[::1]";
}
