using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>The rules that every Anthropic stream keeps, whatever its upstream did.</summary>
internal static class SseGrammar
{
    public static List<SseItem> Check(string stream)
    {
        var items = Split(stream);
        var state = new State();
        foreach (var item in items)
            state.Take(item);
        Assert.True(state.IsOver, "The stream has no end: " + stream);
        return items;
    }

    /// <summary>For a stream that its reader left: all that is whole of it.</summary>
    public static void CheckBegun(string stream)
    {
        var end = stream.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0)
            return;
        var state = new State();
        foreach (var item in Split(stream[..(end + 2)]))
            state.Take(item);
    }

    private static List<SseItem> Split(string stream)
    {
        var items = new List<SseItem>();
        Assert.EndsWith("\n\n", stream, StringComparison.Ordinal);
        foreach (var frame in stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = frame.Split('\n').Where(line => !line.StartsWith(':')).ToArray();
            if (lines.Length == 0)
                continue;
            var name = lines.Single(line => line.StartsWith("event: ", StringComparison.Ordinal))[7..];
            var data = lines.Single(line => line.StartsWith("data: ", StringComparison.Ordinal))[6..];
            var item = new SseItem(name, JsonDocument.Parse(data).RootElement);
            Assert.Equal(name, item.Data.GetProperty("type").GetString());
            items.Add(item);
        }

        return items;
    }

    private sealed class State
    {
        private readonly HashSet<string> _ids = [];
        private bool _started;
        private bool _delta;
        private int _next;
        private int? _open;
        private string _kind = "";
        private string _input = "";

        public bool IsOver { get; private set; }

        public void Take(SseItem item)
        {
            Assert.False(IsOver, $"'{item.Name}' after the end.");
            switch (item.Name)
            {
                case "ping":
                    break;
                case "error":
                    Assert.NotNull(item.Data.GetProperty("error").GetProperty("type").GetString());
                    Assert.NotNull(item.Data.GetProperty("error").GetProperty("message").GetString());
                    IsOver = true;
                    break;
                case "message_start":
                    Assert.False(_started, "message_start twice");
                    _started = true;
                    CheckUsage(item.Data.GetProperty("message").GetProperty("usage"));
                    Assert.Equal(0, item.Data.GetProperty("message").GetProperty("content").GetArrayLength());
                    break;
                case "content_block_start":
                    Open(item.Data);
                    break;
                case "content_block_delta":
                    Assert.Equal(_open, item.Data.GetProperty("index").GetInt32());
                    Delta(item.Data.GetProperty("delta"));
                    break;
                case "content_block_stop":
                    Assert.Equal(_open, item.Data.GetProperty("index").GetInt32());
                    if (_kind == "tool_use")
                        Assert.NotEmpty(_input);
                    _open = null;
                    break;
                case "message_delta":
                    Assert.True(_started && _open is null && !_delta, "message_delta out of place");
                    _delta = true;
                    Assert.NotNull(item.Data.GetProperty("delta").GetProperty("stop_reason").GetString());
                    CheckUsage(item.Data.GetProperty("usage"));
                    break;
                case "message_stop":
                    Assert.True(_delta, "message_stop without message_delta");
                    IsOver = true;
                    break;
                default:
                    Assert.Fail($"'{item.Name}' is not an event of ours.");
                    break;
            }
        }

        private void Open(JsonElement data)
        {
            Assert.True(_started && !_delta, "a block out of place");
            Assert.Null(_open);
            Assert.Equal(_next++, data.GetProperty("index").GetInt32());
            _open = data.GetProperty("index").GetInt32();
            _kind = data.GetProperty("content_block").GetProperty("type").GetString()!;
            _input = "";
            if (_kind is "tool_use" or "server_tool_use" or "web_search_tool_result")
                Assert.Equal("direct", data.GetProperty("content_block").GetProperty("caller").GetProperty("type").GetString());
            if (_kind is "tool_use" or "server_tool_use")
                Assert.True(_ids.Add(data.GetProperty("content_block").GetProperty("id").GetString()!), "an id stands twice");
        }

        private void Delta(JsonElement delta)
        {
            var type = delta.GetProperty("type").GetString();
            Assert.Contains($"{_kind}>{type}", (string[])["text>text_delta", "thinking>thinking_delta", "thinking>signature_delta", "tool_use>input_json_delta"]);
            if (type == "input_json_delta")
                _input += delta.GetProperty("partial_json").GetString();
        }

        private static void CheckUsage(JsonElement usage)
        {
            Assert.True(usage.GetProperty("input_tokens").GetInt64() >= 0);
            Assert.True(usage.GetProperty("output_tokens").GetInt64() >= 0);
            if (usage.TryGetProperty("server_tool_use", out var used))
                Assert.True(used.GetProperty("web_search_requests").GetInt64() >= 0 && used.GetProperty("web_fetch_requests").GetInt64() >= 0);
        }
    }
}
