using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Reports.Support;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

public sealed class ReasoningReports
{
    private const string ClearThinking = "\"context_management\":{\"edits\":[{\"type\":\"clear_thinking_20251015\",\"keep\":\"all\"}]},";

    [Theory]
    [InlineData("""{"type":"adaptive","display":"omitted"}""")]
    [InlineData("""{"type":"adaptive","display":"updates"}""")]
    [InlineData("""{"type":"adaptive"}""")]
    public async Task REG_094_how_thinking_is_displayed_stays_as_the_client_wants_it(string thinking)
    {
        var sent = await ParameterReports.SentAsync(ApiFormat.AnthropicMessages, "upstream-model", $"\"thinking\":{thinking},");
        Assert.Equal(thinking, sent.GetProperty("thinking").GetRawText());
    }

    [Fact]
    public async Task REG_095_redacted_thinking_stays_in_streams_and_in_the_conversation()
    {
        const string Block = """{"type":"redacted_thinking","data":"EmwKAhgBEgy"}""";
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(AnthropicAnswers.Start()
                + $"event: content_block_start\ndata: {{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{Block}}}\n\nevent: content_block_stop\ndata: {{\"type\":\"content_block_stop\",\"index\":0}}\n\n"
                + AnthropicAnswers.Delta() + AnthropicAnswers.End);
        };
        var ask = Bodies.Ask2($$"""  "stream":true,"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{{Block}},{"type":"text","text":"Hello"}]},{"role":"user","content":"And?"}]  """);
        var items = SseGrammar.Check(await gateway.StreamAsync(ask));
        Assert.Equal(Block, items.Single(item => item.Name == "content_block_start").Data.GetProperty("content_block").GetRawText());
        Assert.Equal(Block, gateway.Upstream.Only.Json.GetProperty("messages")[1].GetProperty("content")[0].GetRawText());
    }

    [Theory]
    [InlineData("deepseek-chat")]
    [InlineData("mimo-v2")]
    public async Task REG_096_vendors_that_ask_for_their_reasoning_get_it_back(string model)
    {
        await using var gateway = await TestGateway.ChatAsync(model);
        var sent = await SecondTurnAsync(gateway);
        Assert.Equal("The weather is wanted.", sent.GetProperty("messages")[1].GetProperty("reasoning_content").GetString());
    }

    [Fact]
    public async Task REG_096_an_upstream_that_asks_for_its_reasoning_gets_it_at_once()
    {
        await using var gateway = await TestGateway.ChatAsync("a-model-nobody-knows");
        var sent = await SecondTurnAsync(gateway, "The `reasoning_content` in the thinking mode must be passed back to the API.");
        Assert.Equal(3, gateway.Upstream.Requests.Count);
        Assert.Equal("The weather is wanted.", sent.GetProperty("messages")[1].GetProperty("reasoning_content").GetString());
    }

    [Theory]
    [InlineData("deepseek-chat", "")]
    [InlineData("deepseek-chat", """{"type":"thinking","thinking":"Of another model","signature":"EqQBCg"},""")]
    [InlineData("a-model-nobody-knows", "")]
    public async Task REG_097_reasoning_is_never_made_up(string model, string before)
    {
        await using var gateway = await TestGateway.ChatAsync(model);
        gateway.Upstream.Json("""{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}""");
        using var response = await gateway.PostAsync(Bodies.Ask2($$"""
            "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{{before}}{"type":"tool_use","id":"a","name":"look","input":{} } ]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"x"}]}]
            """));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var turn = gateway.Upstream.Only.Json.GetProperty("messages")[1];
        Assert.False(turn.TryGetProperty("reasoning_content", out _) || turn.TryGetProperty("reasoning_details", out _) || turn.TryGetProperty("reasoning", out _));
        Assert.DoesNotContain("Of another model", gateway.Upstream.Only.Text, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task REG_098_thinking_that_is_off_is_not_asked_to_be_hard()
    {
        const string Off = "\"thinking\":{\"type\":\"disabled\"},\"output_config\":{\"effort\":\"high\"},";
        var chat = await ParameterReports.SentAsync(ApiFormat.OpenAIChat, "gpt-5.5", Off);
        Assert.Equal("none", chat.GetProperty("reasoning_effort").GetString());
        var responses = await ParameterReports.SentAsync(ApiFormat.OpenAIResponses, "gpt-5.5", Off);
        Assert.Equal("none", responses.GetProperty("reasoning").GetProperty("effort").GetString());
        var plain = await ParameterReports.SentAsync(ApiFormat.OpenAIChat, "some-model", Off);
        Assert.False(plain.TryGetProperty("reasoning_effort", out _) || plain.TryGetProperty("thinking", out _));
    }

    [Theory]
    [InlineData(ApiFormat.OpenAIChat, "gpt-4o")]
    [InlineData(ApiFormat.OpenAIChat, "some-model")]
    [InlineData(ApiFormat.OpenAIResponses, "gpt-4o")]
    [InlineData(ApiFormat.Gemini, "gemini-2.0-flash")]
    public async Task REG_099_adaptive_thinking_is_left_out_for_models_that_cannot(ApiFormat format, string model)
    {
        var sent = await ParameterReports.SentAsync(format, model, "\"thinking\":{\"type\":\"adaptive\",\"display\":\"omitted\"},\"output_config\":{\"effort\":\"high\"},");
        var text = sent.GetRawText();
        Assert.DoesNotContain("think", text, System.StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("reasoning\":", text, System.StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("effort", text, System.StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(ApiFormat.OpenAIChat)]
    [InlineData(ApiFormat.OpenAIResponses)]
    [InlineData(ApiFormat.Gemini)]
    public async Task REG_100_clearing_of_thinking_goes_to_no_one_who_knows_no_thinking(ApiFormat format)
    {
        var sent = await ParameterReports.SentAsync(format, "some-model", ClearThinking);
        Assert.DoesNotContain("clear_thinking", sent.GetRawText(), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task REG_100_where_thinking_is_dropped_its_clearing_is_dropped_with_it()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        ParameterReports.RefuseOver(gateway, "context_management", "messages.1.content.0: Invalid `signature` in `thinking` block");
        using var response = await gateway.PostAsync(Bodies.Ask2(ClearThinking + """
            "thinking":{"type":"adaptive"},"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"old"},{"type":"text","text":"Hello"}]},{"role":"user","content":"And?"}]
            """));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var last = gateway.Upstream.Requests.Last();
        Assert.DoesNotContain("clear_thinking", last.Text, System.StringComparison.Ordinal);
        Assert.DoesNotContain("\"old\"", last.Text, System.StringComparison.Ordinal);
    }

    /// <summary>Lets a model think and call a tool, and sends the result with all that the client was given. Returns what the upstream got last.</summary>
    private static async Task<JsonElement> SecondTurnAsync(TestGateway gateway, string? refusal = null)
    {
        gateway.Upstream.Json("""{"choices":[{"message":{"reasoning_content":"The weather is wanted.","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"weather","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""");
        using var first = await gateway.PostAsync(Bodies.Ask);
        var content = JsonDocument.Parse(await first.Content.ReadAsStringAsync()).RootElement.GetProperty("content");
        gateway.Upstream.Answer = async context =>
        {
            var isRefused = refusal is not null && !gateway.Upstream.Requests.Last().Text.Contains("reasoning_content", System.StringComparison.Ordinal);
            context.Response.StatusCode = isRefused ? 400 : 200;
            await context.Response.WriteAsync(isRefused ? JsonSerializer.Serialize(new { error = new { message = refusal } }) : """{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}""");
        };
        using var second = await gateway.PostAsync(Bodies.Ask2($$"""
            "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":{{content.GetRawText()}} },{"role":"user","content":[{"type":"tool_result","tool_use_id":"{{content[1].GetProperty("id").GetString()}}","content":"25 degrees"}]}]
            """));
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        return gateway.Upstream.Requests.Last().Json;
    }
}
