using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Reports.Support;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

/// <summary>Reasoning that other gateways lost, or put where it does not belong.</summary>
public sealed class ThinkingReports
{
    [Fact]
    public async Task REG_003_reasoning_behind_text_gets_a_block_of_its_own()
    {
        var items = await ChatAnswers.StreamAsync(Bodies.Text("Well"), ChatAnswers.Think("wait"), ChatAnswers.Think(" a bit"), Bodies.Text("Done"), Bodies.Stop, Bodies.Done);
        Assert.Equal(["text: Well", "thinking: wait a bit", "text: Done"], ChatAnswers.Blocks(items));
    }

    [Fact]
    public async Task REG_004_one_start_and_reasoning_of_its_own_kind_that_is_signed_before_it_ends()
    {
        const string Role = """{"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}""";
        var items = await ChatAnswers.StreamAsync(Role, Role, ChatAnswers.Think("Hm"), Role, Bodies.Text("Yes"), Bodies.Stop, Bodies.Done);
        Assert.Equal(
            ["message_start", "start thinking", "thinking_delta", "signature_delta", "content_block_stop", "start text", "text_delta", "content_block_stop", "message_delta", "message_stop"],
            items.Select(Step));
    }

    [Fact]
    public async Task REG_006_reasoning_alone_opens_a_thinking_block_with_its_first_word()
    {
        var items = await ChatAnswers.StreamAsync(ChatAnswers.Think(""), ChatAnswers.Think("Only"), ChatAnswers.Think(" thoughts"), Bodies.Stop, Bodies.Done);
        Assert.Equal(["thinking: Only thoughts"], ChatAnswers.Blocks(items));
        items = await ChatAnswers.StreamAsync(ChatAnswers.Think(""), Bodies.Text("No thoughts"), Bodies.Stop, Bodies.Done);
        Assert.Equal(["text: No thoughts"], ChatAnswers.Blocks(items));
    }

    [Fact]
    public async Task REG_007_reasoning_is_closed_before_a_call_that_follows_it_at_once()
    {
        var items = await ChatAnswers.StreamAsync(ChatAnswers.Think("Hm"), ChatAnswers.Call(0, "a", "look", "{}"), Bodies.CallsStop, Bodies.Done);
        Assert.Equal(
            ["message_start", "start thinking", "thinking_delta", "signature_delta", "content_block_stop", "start tool_use", "input_json_delta", "content_block_stop", "message_delta", "message_stop"],
            items.Select(Step));
    }

    [Fact]
    public async Task REG_008_text_is_closed_before_reasoning_that_follows_it()
    {
        var items = await ChatAnswers.StreamAsync(Bodies.Text("Well"), ChatAnswers.Think("Hm"), Bodies.Stop, Bodies.Done);
        Assert.Equal(
            ["message_start", "start text", "text_delta", "content_block_stop", "start thinking", "thinking_delta", "signature_delta", "content_block_stop", "message_delta", "message_stop"],
            items.Select(Step));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task REG_010_an_empty_list_of_calls_is_no_call(string calls)
    {
        var pieces = "thinking".Select(c => Bodies.Delta($"\"reasoning_content\":\"{c}\",\"content\":\"\",\"tool_calls\":{calls}"));
        var items = await ChatAnswers.StreamAsync([.. pieces, Bodies.Delta($"\"content\":\"Yes\",\"tool_calls\":{calls}"), Bodies.Stop, Bodies.Done]);
        Assert.Equal(["thinking: thinking", "text: Yes"], ChatAnswers.Blocks(items));
        Assert.Equal("end_turn", Bodies.StopReason(items));
    }

    [Fact]
    public async Task REG_020_the_signature_comes_last_in_its_block_and_one_delta_carries_reason_and_usage()
    {
        var items = await ChatAnswers.StreamAsync(ChatAnswers.Think("Hm"), ChatAnswers.Think("."), Bodies.Text("Yes"), Bodies.Stop, Bodies.Usage, Bodies.Done);
        var thinking = items.Where(item => item.Name == "content_block_delta" && item.Data.GetProperty("index").GetInt32() == 0).ToList();
        Assert.Equal(["thinking_delta", "thinking_delta", "signature_delta"], thinking.Select(Step));
        Assert.NotEqual("", thinking[^1].Data.GetProperty("delta").GetProperty("signature").GetString());
        var delta = Assert.Single(items, item => item.Name == "message_delta").Data;
        Assert.Equal("end_turn", delta.GetProperty("delta").GetProperty("stop_reason").GetString());
        Assert.Equal((20, 10, 0, 7), ChatAnswers.Figures(delta.GetProperty("usage")));
    }

    private static string Step(SseItem item) => item.Name switch
    {
        "content_block_start" => "start " + item.Data.GetProperty("content_block").GetProperty("type").GetString(),
        "content_block_delta" => item.Data.GetProperty("delta").GetProperty("type").GetString()!,
        var name => name,
    };
}
