using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>
/// Answers a request that is about nothing but a web search, as Claude Code makes them, for an upstream that has none: with the failed
/// search that clients know, instead of a failed request.
/// </summary>
internal sealed class FailedSearch(MessageRequest request, string provider) : ITranslation
{
    private const string Lead = "Perform a web search for the query:";

    public Uri? Address => null;

    public bool AwaitsOnlyUsage => false;

    public static bool IsWanted(in MessageRequest request) =>
        request.Tools.Count > 0 && request.Tools.All(tool => tool.Text("type")?.StartsWith("web_search_", StringComparison.Ordinal) == true);

    public void Read(ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
    }

    public void End(IMessageEventSink sink)
    {
        var id = "srvtoolu_" + Ids.ToolUse()["toolu_".Length..];
        using var block = new PooledBuffer();
        sink.Push(MessageEvent.Start());
        WriteUse(block, id);
        sink.Push(MessageEvent.Block(block.Span));
        block.Clear();
        WriteResult(block, id);
        sink.Push(MessageEvent.Block(block.Span));
        sink.Push(MessageEvent.Text(Encoding.UTF8.GetBytes(
            $"Web search is not available: provider '{provider}' has none. Search with a tool of an MCP server, or use a provider whose models search the web.")));
        sink.Push(MessageEvent.Stop(StopReason.EndTurn));
    }

    private void WriteUse(PooledBuffer block, string id)
    {
        using var json = new Utf8JsonWriter(block, JsonOptions.Write);
        json.WriteStartObject();
        json.WriteString("type"u8, "server_tool_use"u8);
        json.WriteString("id"u8, id);
        json.WriteString("name"u8, "web_search"u8);
        json.WriteStartObject("input"u8);
        json.WriteString("query"u8, Query());
        json.WriteEndObject();
        ToolCaller.Write(json);
        json.WriteEndObject();
    }

    private static void WriteResult(PooledBuffer block, string id)
    {
        using var json = new Utf8JsonWriter(block, JsonOptions.Write);
        json.WriteStartObject();
        json.WriteString("type"u8, "web_search_tool_result"u8);
        json.WriteString("tool_use_id"u8, id);
        ToolCaller.Write(json);
        json.WriteStartObject("content"u8);
        json.WriteString("type"u8, "web_search_tool_result_error"u8);
        json.WriteString("error_code"u8, "unavailable"u8);
        json.WriteEndObject();
        ToolCaller.Write(json);
        json.WriteEndObject();
    }

    private string Query()
    {
        var asked = request.Messages.Count == 0 ? "" : RequestBlock.Content(request.Messages[^1], "content").Where(block => block.Type == "text").Select(block => block.Text).LastOrDefault() ?? "";
        var lead = asked.IndexOf(Lead, StringComparison.OrdinalIgnoreCase);
        return (lead < 0 ? asked : asked[(lead + Lead.Length)..]).Trim();
    }
}
