using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Anthropic.Models.Messages;
using ClaudeDesktop.Gateway.Tests.Reports.Support;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

/// <summary>Usage that other gateways lost, doubled or left out.</summary>
public sealed class UsageReports
{
    [Fact]
    public async Task REG_033_the_start_carries_the_best_known_input_and_the_end_the_final_figures()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(Bodies.Text("Hi"), Bodies.Stop, Bodies.Usage, Bodies.Done);
        var prompt = string.Join(' ', Enumerable.Repeat("word", 400));
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.Ask2($$"""  "stream":true,"messages":[{"role":"user","content":"{{prompt}}"}]""")));
        Assert.InRange(ChatAnswers.FirstUsage(items).GetProperty("input_tokens").GetInt64(), 400, 800);
        Assert.Equal((20, 10, 0, 7), ChatAnswers.Figures(ChatAnswers.FinalUsage(items)));
    }

    [Fact]
    public async Task REG_034_a_later_report_can_set_the_cache_back_to_zero()
    {
        var items = await ChatAnswers.StreamAsync(
            Bodies.Text("Hi"),
            ChatAnswers.UsageChunk("""{"prompt_tokens":100,"completion_tokens":9,"prompt_tokens_details":{"cached_tokens":60,"cache_write_tokens":20}}"""),
            Bodies.Stop,
            ChatAnswers.UsageChunk("""{"prompt_tokens":100,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":0,"cache_write_tokens":0}}"""),
            Bodies.Done);
        Assert.Equal((100, 0, 0, 5), ChatAnswers.Figures(ChatAnswers.FinalUsage(items)));
    }

    [Fact]
    public async Task REG_034_what_is_recorded_of_a_stream_passed_through_is_its_last_word()
    {
        const string First = """{"input_tokens":3,"cache_creation_input_tokens":50,"cache_read_input_tokens":70,"output_tokens":20}""";
        const string Last = """{"input_tokens":120,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":9}""";
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json(AnthropicAnswers.Start(First) + AnthropicAnswers.Text("Hi") + AnthropicAnswers.Delta(Last) + AnthropicAnswers.End, type: "text/event-stream");
        await gateway.StreamAsync(Bodies.AskStream);
        var usage = gateway.Log.Requests.Take(TestContext.Current.CancellationToken).Usage;
        Assert.Equal((120, 0, 0, 9), (usage.Input, usage.CacheRead, usage.CacheCreation, usage.Output));
    }

    [Fact]
    public async Task REG_035_the_start_has_every_figure_that_clients_look_for()
    {
        var items = await ChatAnswers.StreamAsync(Bodies.Text("Hi"), Bodies.Stop, Bodies.Done);
        foreach (var usage in (JsonElement[])[ChatAnswers.FirstUsage(items), ChatAnswers.FinalUsage(items)])
        {
            Assert.Equal(
                ["cache_creation_input_tokens", "cache_read_input_tokens", "input_tokens", "output_tokens"],
                usage.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Number).Select(member => member.Name).Order());
        }

        var start = items[0].Data.Deserialize<RawMessageStartEvent>()!;
        start.Validate();
        Assert.Equal((0, 0), (start.Message.Usage.CacheCreationInputTokens, start.Message.Usage.CacheReadInputTokens));
    }

    [Fact]
    public async Task REG_036_the_end_has_usage_although_the_upstream_told_none()
    {
        var items = await ChatAnswers.StreamAsync(Bodies.Text("Hi there"), Bodies.Stop, Bodies.Done);
        var (input, read, written, output) = ChatAnswers.Figures(ChatAnswers.FinalUsage(items));
        Assert.True(input > 0 && output > 0);
        Assert.Equal((0, 0), (read, written));
        var message = await ChatAnswers.MessageAsync(ChatAnswers.Document("\"content\":\"Hi there\""));
        Assert.True(ChatAnswers.Figures(message.GetProperty("usage")).Output > 0);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("0")]
    [InlineData("""{"prompt_tokens":null,"completion_tokens":null,"total_tokens":null,"prompt_tokens_details":null}""")]
    [InlineData("""{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0,"prompt_tokens_details":{}}""")]
    [InlineData("""{"prompt_tokens":"12","completion_tokens":{},"prompt_tokens_details":"x"}""")]
    public async Task REG_037_usage_that_says_nothing_never_reaches_the_client(string usage)
    {
        var items = await ChatAnswers.StreamAsync(
            $$$"""{"choices":[{"index":0,"delta":{"content":"Hi"}}],"usage":{{{usage}}}}""",
            $$$"""{"choices":[{"index":0,"delta":{},"finish_reason":"stop","usage":{{{usage}}}}],"usage":{{{usage}}}}""",
            Bodies.Done);
        Assert.True(ChatAnswers.Figures(ChatAnswers.FinalUsage(items)) is { Input: > 0, Output: > 0 });
        var message = await ChatAnswers.MessageAsync(ChatAnswers.Document("\"content\":\"Hi\"", rest: $",\"usage\":{usage}"));
        Assert.True(ChatAnswers.Figures(message.GetProperty("usage")) is { Input: > 0, Output: > 0 });
    }

    [Theory]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":60,"cache_write_tokens":30}}""", 10, 60, 30)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":5,"prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36,"prompt_tokens_details":{"cached_tokens":64}}""", 36, 64, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":5,"cached_tokens":0,"prompt_tokens_details":{"cached_tokens":40}}""", 60, 40, 0)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":12}}""", 0, 12, 0)]
    public async Task REG_038_what_a_cache_served_or_stored_is_not_counted_twice(string usage, int input, int read, int written)
    {
        var items = await ChatAnswers.StreamAsync(Bodies.Text("Hi"), Bodies.Stop, ChatAnswers.UsageChunk(usage), Bodies.Done);
        Assert.Equal((input, read, written, 5), ChatAnswers.Figures(ChatAnswers.FinalUsage(items)));
        var message = await ChatAnswers.MessageAsync(ChatAnswers.Document("\"content\":\"Hi\"", rest: $",\"usage\":{usage}"));
        Assert.Equal((input, read, written, 5), ChatAnswers.Figures(message.GetProperty("usage")));
    }

    [Fact]
    public async Task REG_039_usage_that_comes_in_pieces_is_put_together()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(
            """{"choices":[{"index":0,"delta":{"content":"Hi"}}],"usage":{"prompt_tokens":50,"prompt_tokens_details":{"cached_tokens":20}}}""",
            """{"choices":[{"index":0,"delta":{"content":" there"},"usage":{"completion_tokens":2}}],"usage":null}""",
            Bodies.Stop,
            ChatAnswers.UsageChunk("""{"completion_tokens":30,"completion_tokens_details":{"reasoning_tokens":25}}"""),
            ChatAnswers.UsageChunk("""{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}"""),
            Bodies.Done);
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.Equal((30, 20, 0, 30), ChatAnswers.Figures(ChatAnswers.FinalUsage(items)));
        Assert.Equal(25, ChatAnswers.FinalUsage(items).GetProperty("output_tokens_details").GetProperty("thinking_tokens").GetInt32());
        var recorded = gateway.Log.Requests.Take(TestContext.Current.CancellationToken).Usage;
        Assert.Equal((30, 20, 30, false), (recorded.Input, recorded.CacheRead, recorded.Output, recorded.IsEstimate));
    }

    [Fact]
    public async Task REG_041_the_input_is_filled_in_where_the_upstream_tells_only_the_output()
    {
        var items = await ChatAnswers.StreamAsync(Bodies.Text("Hi"), Bodies.Stop, ChatAnswers.UsageChunk("""{"completion_tokens":12}"""), Bodies.Done);
        var first = ChatAnswers.Figures(ChatAnswers.FirstUsage(items)).Input;
        Assert.True(first > 0);
        Assert.Equal((first, 0, 0, 12), ChatAnswers.Figures(ChatAnswers.FinalUsage(items)));
    }
}
