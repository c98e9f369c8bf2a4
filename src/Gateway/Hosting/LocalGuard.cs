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
        return IsWebPage(request.Headers) ? AnthropicError.Permission("This gateway does not answer web pages.") : null;
    }

    /// <summary>Who shows a token in both ways must be right both times, and who shows one twice in one way is refused.</summary>
    public static AnthropicError? CheckToken(HttpRequest request, LiveSecrets secrets)
    {
        var authorization = request.Headers.Authorization;
        var key = request.Headers["x-api-key"];
        var isRight = authorization.Count <= 1 && key.Count <= 1
            && AreRight(authorization.Count == 0 ? "" : BearerOf(authorization[0]), key.Count == 0 ? "" : key[0], secrets);
        return isRight ? null
            : AnthropicError.Authentication("The gateway's token is missing or wrong. Run Test-CDProfile to see why, Repair-CDProfile to write it anew, and restart Claude Desktop.");
    }

    private static bool AreRight(string? bearer, string? key, LiveSecrets secrets) =>
        !(bearer is "" && key is "") && (bearer is "" || secrets.IsToken(bearer)) && (key is "" || secrets.IsToken(key));

    private static string? BearerOf(string? authorization) =>
        authorization is not null && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : authorization is "" ? "" : null;

    // Browsers leave Origin out of some requests, but always say which site began one: "none" is the user, and no page.
    private static bool IsWebPage(IHeaderDictionary headers) =>
        headers.ContainsKey("Origin") || (headers.TryGetValue("Sec-Fetch-Site", out var site) && !string.Equals(site, "none", StringComparison.OrdinalIgnoreCase));

    private static bool IsOwnHost(HostString host, int port) => (host.Port ?? 80) == port && IsOwnName(host.Host);

    private static bool IsOwnName(string name) =>
        name is "127.0.0.1" or "[::1]" || name.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
