using System;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>Upstreams that say 200 and send no message: login pages, portals, answers without an end.</summary>
public sealed class UpstreamPageTests
{
    [Theory]
    [InlineData("text/html", "<html><head><title>Sign in</title></head></html>", "Sign in")]
    [InlineData("text/html", "{\"type\":\"message\"}", "text/html")]
    [InlineData("application/json", "<html><title>Sign in</title></html>", "Sign in")]
    [InlineData("application/json", "[]", "no message")]
    [InlineData("application/json", "", "no message")]
    [InlineData("text/plain", "OK", "OK")]
    [InlineData("image/png", "{}", "image/png")]
    [InlineData("application/xml", "<a/>", "application/xml")]
    [InlineData(null, "<html><title>Sign in</title></html>", "Sign in")]
    public async Task A_page_is_no_message(string? type, string page, string told)
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        Send(gateway, type, page);
        foreach (var ask in (string[])[Bodies.Ask, Bodies.AskStream])
        {
            using var response = await gateway.PostAsync(ask);
            Assert.Equal((502, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("\"type\":\"api_error\"", text, StringComparison.Ordinal);
            Assert.Contains(told, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/vnd.anthropic+json")]
    [InlineData("text/json")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public async Task A_message_is_one_under_every_name_that_fits(string? type)
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        Send(gateway, type, " \r\n{\"type\":\"message\",\"model\":\"x\"}");
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("\"model\":\"claude-sonnet-5\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ApiFormat.OpenAIChat)]
    [InlineData(ApiFormat.OpenAIResponses)]
    [InlineData(ApiFormat.Gemini)]
    public async Task A_page_is_no_message_of_another_format_either(ApiFormat format)
    {
        await using var gateway = await TestGateway.StartAsync(format, "m");
        Send(gateway, "text/html", "<html><head><title>Sign in</title></head></html>");
        foreach (var ask in (string[])[Bodies.Ask, Bodies.AskStream])
        {
            using var response = await gateway.PostAsync(ask);
            Assert.Equal(502, (int)response.StatusCode);
            Assert.Contains("Sign in", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_translated_answer_that_never_ends_is_given_up_at_64_MiB()
    {
        await using var gateway = await TestGateway.ChatAsync();
        var chunk = Encoding.UTF8.GetBytes($"data: {Bodies.Text(new string('a', 1024 * 1024))}\n\n");
        var sent = 0;
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            while (!context.RequestAborted.IsCancellationRequested && ++sent < 1000)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);

                // A write to a connection that is gone returns at once: time for the news of its end to come.
                if (sent > 100) await Task.Delay(10, context.RequestAborted);
            }
        };
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(500, (int)response.StatusCode);
        Assert.Contains("larger than 64 MiB", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(sent < 200, $"{sent} MiB were sent.");
    }

    [Fact]
    public void Blocks_without_content_count_as_well()
    {
        using var answer = new MessageAccumulator(new AnswerHead("m", "m", new Lazy<long>(1), () => ""));
        var pushed = 0;
        while (!answer.IsOver && ++pushed < 1_000_000)
            answer.Push(MessageEvent.ToolUse(pushed, "", ""));
        Assert.NotNull(answer.Failure);
    }

    private static void Send(TestGateway gateway, string? type, string page) => gateway.Upstream.Answer = async context =>
    {
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(page));
    };
}
