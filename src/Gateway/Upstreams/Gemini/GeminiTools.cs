using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>A request's tools: functions of the client's, and tools of Gemini's own that stand for Anthropic's server tools.</summary>
internal sealed class GeminiTools
{
    private static readonly (string Prefix, string Name)[] Natives =
        [("web_search_", "googleSearch"), ("web_fetch_", "urlContext"), ("code_execution_", "codeExecution")];

    private readonly List<JsonElement> _searches;

    public GeminiTools(in MessageRequest request, GeminiModel model)
    {
        var offered = OfferedTools.Of(request, type => NativeOf(type) is not null);
        Functions = offered.FindAll(tool => NativeOf(tool.Text("type")) is null);

        // Before the third generation the two kinds exclude each other; a conversation with tools can do without these.
        var mixes = model.IsThird || Functions.Count == 0;
        var natives = mixes ? offered.FindAll(tool => NativeOf(tool.Text("type")) is not null) : [];
        Native = [.. natives.Select(tool => NativeOf(tool.Text("type"))!).Distinct(StringComparer.Ordinal)];
        _searches = natives.FindAll(tool => NativeOf(tool.Text("type")) == "googleSearch");
    }

    public List<JsonElement> Functions { get; }

    public List<string> Native { get; }

    /// <summary>What a request says in fields for which Gemini has none, in words.</summary>
    public IEnumerable<string> Instructions(MessageRequest request)
    {
        if (request.OneToolAtATime && Functions.Count > 0)
            yield return "Call at most one function at a time, and wait for its result before you call another.";
        foreach (var search in _searches)
        {
            if (Domains(search, "allowed_domains") is { Length: > 0 } allowed)
                yield return $"When you search the web, use only results from these domains: {allowed}.";
            if (Domains(search, "blocked_domains") is { Length: > 0 } blocked)
                yield return $"When you search the web, use no results from these domains: {blocked}.";
        }
    }

    private static string Domains(JsonElement tool, string name) => tool.Find(name) is not { ValueKind: JsonValueKind.Array } domains
        ? ""
        : string.Join(", ", domains.EnumerateArray().Where(domain => domain.ValueKind == JsonValueKind.String).Select(domain => domain.GetString()));

    private static string? NativeOf(string? type) => type is null ? null : Natives.FirstOrDefault(native => type.StartsWith(native.Prefix, StringComparison.Ordinal)).Name;
}
