using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams.Anthropic;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Fuzz;

/// <summary>What random cases broke once, in as few words as it takes.</summary>
public sealed class FoundTests
{
    [Theory]
    [InlineData(ApiFormat.OpenAIChat)]
    [InlineData(ApiFormat.OpenAIResponses)]
    [InlineData(ApiFormat.Gemini)]
    public void A_schema_as_deep_as_may_be_read_can_also_be_sent(ApiFormat format)
    {
        // The tools' array, the tool, its schema and the example are four levels.
        var deep = new string('[', JsonOptions.MaxDepth - 5) + new string(']', JsonOptions.MaxDepth - 5);
        var ask = Bodies.Ask2($$"""  "messages":[{"role":"user","content":"x"}],"tools":[{"name":"t","input_schema":{"type":"object","properties":{},"example":{{deep}} } }]  """);
        using var translation = new InMemory(format, Encoding.UTF8.GetBytes(ask));
        using var sent = JsonDocument.Parse(translation.Sent.Memory, new JsonDocumentOptions { MaxDepth = 2 * JsonOptions.MaxDepth });
        Assert.Equal(JsonValueKind.Array, sent.RootElement.GetProperty("tools").ValueKind);
    }

    [Fact]
    public void Two_searches_under_one_id_are_told_apart()
    {
        string[] events =
        [
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"web_search_call","id":"w","status":"completed","action":{"type":"open_page","url":"https://a.example"}}}""",
            """{"type":"response.output_item.done","output_index":1,"item":{"type":"web_search_call","id":"w","status":"completed","action":{"type":"open_page","url":"https://b.example"}}}""",
            """{"type":"response.completed","response":{"status":"completed","output":[],"usage":{"input_tokens":1,"output_tokens":1}}}""",
        ];
        using var translation = new InMemory(ApiFormat.OpenAIResponses, Encoding.UTF8.GetBytes(Bodies.AskStream));
        var items = SseGrammar.Check(translation.Stream([Encoding.UTF8.GetBytes(string.Concat(events.Select(data => $"data: {data}\n\n")))]));
        Assert.Equal(4, items.Count(item => item.Name == "content_block_start"));
        Assert.Equal(2, items.Single(item => item.Name == "message_delta").Data.GetProperty("usage").GetProperty("server_tool_use").GetProperty("web_search_requests").GetInt32());
    }

    [Fact]
    public void Reasoning_in_a_place_that_is_no_list_of_blocks_does_not_spoil_the_cut()
    {
        const string Ours = """{"type":"thinking","thinking":"t","signature":"cdps.1.chat..c2ln"}""";
        const string Messages = "\"messages\":[{\"role\":\"assistant\",\"content\":{\"a\":" + Ours + ",\"b\":1}},{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"\\udc00\"}," + Ours + "]}]";
        using var cut = ThinkingCut.CutOurs(Encoding.UTF8.GetBytes(Bodies.Ask2(Messages)));
        using var left = JsonDocument.Parse(cut.Memory);
        Assert.Equal(1, left.RootElement.GetProperty("messages")[1].GetProperty("content").GetArrayLength());
        Assert.Equal(1, left.RootElement.GetProperty("messages")[0].GetProperty("content").GetProperty("b").GetInt32());
    }
}
