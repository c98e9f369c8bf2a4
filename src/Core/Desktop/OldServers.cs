using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>The forms of a managed MCP server that Claude Desktop refuses now, the whole entry with them.</summary>
internal static class OldServers
{
    private const string Effect = "the entry is refused";

    private const string SeeChangelog = "the form that the changelog of Claude Desktop's configuration gives";

    private static readonly (string Name, string Instead)[] Members =
    [
        ("authorityHost", SeeChangelog),
        ("builtin", "'server' with microsoft365, websearch or github"),
        ("scopes", SeeChangelog),
        ("source", SeeChangelog),
    ];

    private static readonly string[] Kinds = ["transport", "server", "builtin", "source"];

    public static IEnumerable<DeprecatedUse> Find(string key, JsonElement servers) =>
        servers.ValueKind == JsonValueKind.Array
            ? servers.EnumerateArray().Where(server => server.ValueKind == JsonValueKind.Object).SelectMany(server => InServer(key, server))
            : [];

    private static IEnumerable<DeprecatedUse> InServer(string key, JsonElement server)
    {
        var place = $"{key} '{JsonString.Of(server, "name")}'";
        if (!Kinds.Any(kind => server.TryGetProperty(kind, out _)))
            yield return new DeprecatedUse(key, $"{place} without 'transport'", "'transport' with http, sse or stdio", Effect);
        foreach (var (name, instead) in Members.Where(member => server.TryGetProperty(member.Name, out _)))
            yield return new DeprecatedUse(key, $"{place} with '{name}'", instead, Effect);
        if (!server.TryGetProperty("oauth", out var oauth))
            yield break;
        if (oauth.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            yield return new DeprecatedUse(key, $"{place} with 'oauth' as a text or a number", "an object", Effect);
        else if (oauth.ValueKind == JsonValueKind.Object && oauth.TryGetProperty("scopes", out _))
            yield return new DeprecatedUse(key, $"{place} with 'oauth.scopes'", SeeChangelog, Effect);
    }
}
