using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using ClaudeDesktop.Gateway.Messages;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>Which of the client's headers go to an Anthropic upstream, and which of the upstream's come back.</summary>
internal static class ForwardedHeaders
{
    private static readonly string[] ToUpstream = ["anthropic-", "x-claude-code-", "x-stainless-", "x-app", "user-agent"];
    private static readonly string[] ToClient = ["request-id", "retry-after", "retry-after-ms", "x-should-retry", "anthropic-"];

    public static void ToRequest(HttpRequest from, HttpRequestMessage to)
    {
        var connection = from.Headers.Connection.ToString();
        foreach (var header in from.Headers)
        {
            if (StartsWithAny(header.Key, ToUpstream) && !IsNamed(connection, header.Key))
                to.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        }

        if (!to.Headers.Contains("anthropic-version"))
            to.Headers.TryAddWithoutValidation("anthropic-version", "2023-06-01");
    }

    public static void ToResponse(HttpResponseHeaders from, HttpResponse to, Redaction redaction)
    {
        foreach (var (name, value) in ForClient(from, redaction))
            to.Headers[name] = value;
    }

    /// <summary>Those of an upstream's headers that the client gets.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ForClient(HttpResponseHeaders from, Redaction redaction)
    {
        var connection = string.Join(",", from.Connection);
        foreach (var header in from)
        {
            var value = string.Join(",", header.Value);
            if (StartsWithAny(header.Key, ToClient) && !IsNamed(connection, header.Key) && UpstreamErrors.CanBePassedOn(value) && !redaction.Touches(value))
                yield return new KeyValuePair<string, string>(header.Key, value);
        }
    }

    // What Connection names is meant for the next hop only, whatever its name.
    private static bool IsNamed(string connection, string name)
    {
        foreach (var named in connection.AsSpan().Split(','))
        {
            if (connection.AsSpan(named).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool StartsWithAny(string name, string[] prefixes) => Array.Exists(prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
