using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

public sealed class ParameterReports
{
    private static readonly string[] Reasoning = ["reasoning", "reasoning_effort", "thinking", "enable_thinking", "output_config", "context_management"];

    [Theory]
    [InlineData(ApiFormat.OpenAIChat)]
    [InlineData(ApiFormat.OpenAIResponses)]
    public async Task REG_101_a_model_that_does_not_reason_is_not_asked_to(ApiFormat format)
    {
        const string Thinks = "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":20000},\"output_config\":{\"effort\":\"high\"},\"context_management\":{\"edits\":[{\"type\":\"clear_thinking_20251015\",\"keep\":\"all\"}]},";
        var plain = await SentAsync(format, "gpt-4o", Thinks);
        Assert.DoesNotContain(plain.EnumerateObject(), member => Reasoning.Contains(member.Name));
        var reasons = await SentAsync(format, "gpt-5.5", Thinks);
        Assert.Equal("high", format == ApiFormat.OpenAIChat ? reasons.GetProperty("reasoning_effort").GetString() : reasons.GetProperty("reasoning").GetProperty("effort").GetString());
    }

    [Theory]
    [InlineData("gpt-5.5", "max_completion_tokens", "max_tokens")]
    [InlineData("o4-mini", "max_completion_tokens", "max_tokens")]
    [InlineData("some-local-model", "max_tokens", "max_completion_tokens")]
    public async Task REG_102_the_limit_goes_under_the_name_that_the_model_takes(string model, string sent, string other)
    {
        var body = await SentAsync(ApiFormat.OpenAIChat, model);
        Assert.Equal(100, body.GetProperty(sent).GetInt32());
        Assert.False(body.TryGetProperty(other, out _));
    }

    [Fact]
    public async Task REG_103_a_limit_under_the_wrong_name_is_sent_once_more_under_the_other_and_so_from_then_on()
    {
        await using var gateway = await TestGateway.ChatAsync("a-model-nobody-knows");
        RefuseOver(gateway, "max_tokens", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.");
        for (var i = 0; i < 2; i++)
        {
            using var response = await gateway.PostAsync(Bodies.Ask);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal([false, true, true], gateway.Upstream.Requests.Select(request => request.Json.TryGetProperty("max_completion_tokens", out _)));
    }

    [Theory]
    [InlineData(ApiFormat.OpenAIChat, "stop")]
    [InlineData(ApiFormat.Gemini, "stopSequences")]
    public async Task REG_109_one_stop_sequence_is_a_list_of_one(ApiFormat format, string name)
    {
        var body = await SentAsync(format, "a-model", "\"stop_sequences\":[\"END\"],");
        var stop = (format == ApiFormat.Gemini ? body.GetProperty("generationConfig") : body).GetProperty(name);
        Assert.Equal(["END"], stop.EnumerateArray().Select(item => item.GetString()));
    }

    [Theory]
    [InlineData(ApiFormat.AnthropicMessages, "claude-opus-5-5")]
    [InlineData(ApiFormat.OpenAIChat, "anthropic/claude-opus-5-5")]
    public async Task REG_110_a_temperature_that_a_model_refuses_is_left_out(ApiFormat format, string model)
    {
        await using var gateway = await TestGateway.StartAsync(format, model);
        RefuseOver(gateway, "temperature", "`temperature` is not supported for this model.");
        using var response = await gateway.PostAsync(Bodies.Ask2("\"temperature\":0.5, \"messages\":[{\"role\":\"user\",\"content\":\"temperature\"}]"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var last = gateway.Upstream.Requests.Last().Json;
        Assert.False(last.TryGetProperty("temperature", out _));
        Assert.Equal(100, last.GetProperty("max_tokens").GetInt32());
        Assert.Equal("temperature", last.GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Fact]
    public async Task REG_110_a_temperature_out_of_range_stays_the_clients_mistake()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        RefuseOver(gateway, "temperature", "temperature: Input should be less than or equal to 1");
        using var response = await gateway.PostAsync(Bodies.Ask2("\"temperature\":5,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Single(gateway.Upstream.Requests);
    }

    internal static async Task<JsonElement> SentAsync(ApiFormat format, string model, string members = "")
    {
        await using var gateway = await TestGateway.StartAsync(format, model);
        gateway.Upstream.Json("{}", 400);
        using var response = await gateway.PostAsync(Bodies.Ask2(members + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"));
        return gateway.Upstream.Only.Json;
    }

    internal static void RefuseOver(TestGateway gateway, string member, string words) => gateway.Upstream.Answer = async context =>
    {
        var isRefused = gateway.Upstream.Requests.Last().Json.TryGetProperty(member, out _);
        context.Response.StatusCode = isRefused ? 400 : 200;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes<object>(isRefused
            ? new { error = new { message = words, type = "invalid_request_error" } }
            : new { type = "message", choices = (object[])[new { message = new { content = "x" }, finish_reason = "stop" }] }));
    };
}
