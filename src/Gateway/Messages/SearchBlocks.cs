using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>The two blocks in which Anthropic tells of a web search.</summary>
internal static class SearchBlocks
{
    private const string Prefix = "srvtoolu_";
    private const string Signer = "search";

    public static string Id(string? upstreamId) => string.IsNullOrEmpty(upstreamId)
        ? Prefix + Ids.ToolUse()["toolu_".Length..]
        : Prefix + string.Concat(upstreamId.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    public static void WriteUse(PooledBuffer block, string id, string query)
    {
        using var json = new Utf8JsonWriter(block, JsonOptions.Write);
        json.WriteStartObject();
        json.WriteString("type"u8, "server_tool_use"u8);
        json.WriteString("id"u8, id);
        json.WriteString("name"u8, "web_search"u8);
        json.WriteStartObject("input"u8);
        json.WriteString("query"u8, query);
        json.WriteEndObject();
        ToolCaller.Write(json);
        json.WriteEndObject();
    }

    /// <param name="block">Where to.</param>
    /// <param name="id">The search's id.</param>
    /// <param name="links">What it found; null where it failed.</param>
    public static void WriteResult(PooledBuffer block, string id, List<(string Url, string Title)>? links)
    {
        using var json = new Utf8JsonWriter(block, JsonOptions.Write);
        json.WriteStartObject();
        json.WriteString("type"u8, "web_search_tool_result"u8);
        json.WriteString("tool_use_id"u8, id);
        if (links is null)
        {
            json.WriteStartObject("content"u8);
            json.WriteString("type"u8, "web_search_tool_result_error"u8);
            json.WriteString("error_code"u8, "unavailable"u8);
            json.WriteEndObject();
        }
        else
        {
            WriteLinks(json, links);
        }

        ToolCaller.Write(json);
        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, List<(string Url, string Title)> links)
    {
        json.WriteStartArray("content"u8);
        foreach (var (url, title) in links)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "web_search_result"u8);
            json.WriteString("title"u8, title);
            json.WriteString("url"u8, url);
            json.WriteString("encrypted_content"u8, ThinkingSignature.Create(Signer));
            json.WriteNull("page_age"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
