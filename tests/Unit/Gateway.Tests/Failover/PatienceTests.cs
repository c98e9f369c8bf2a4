using System;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Providers;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Failover;

/// <summary>Upstreams that take their time, seen by a clock that a test moves.</summary>
public sealed class PatienceTests
{
    private const string Start = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\n\n";
    private const string Block = "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n";

    [Theory]
    [InlineData(ApiFormat.AnthropicMessages, true, 180)]
    [InlineData(ApiFormat.OpenAIChat, true, 180)]
    [InlineData(ApiFormat.AnthropicMessages, false, 300)]
    [InlineData(ApiFormat.OpenAIChat, false, 300)]
    public async Task Who_says_nothing_at_all_is_waited_for_less_long_where_another_can_be_asked(ApiFormat format, bool isStreamed, int seconds)
    {
        var time = new FakeTime();
        await using var providers = await Providers.StartAsync(format, time: time);
        var arrived = Hang(providers, "");
        var asking = providers.AskAsync(isStreamed ? Bodies.AskStream : Bodies.Ask);
        await arrived;
        time.Advance(seconds - 1);
        Assert.False(asking.IsCompleted);
        time.Advance(1);
        var answered = await asking;
        Assert.Equal((200, "second"), (answered.Status, answered.Provider));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("event: mess", true)]
    [InlineData("event: message_start\ndata: {\"ty", true)]
    public async Task Bytes_that_complete_no_event_are_no_answer(string sent, bool drips)
    {
        var time = new FakeTime();
        await using var providers = await Providers.StartAsync(time: time);
        var arrived = Hang(providers, sent, drips ? time : null);
        var asking = providers.AskAsync(Bodies.AskStream);
        await arrived;
        await MoveUntilAsync(time, asking, 400);
        Assert.Equal("second", (await asking).Provider);
    }

    [Fact]
    public async Task Pings_keep_an_answer_alive_through_long_thought_but_not_for_ever()
    {
        var time = new FakeTime();
        await using var providers = await Providers.StartAsync(time: time);
        providers.Gateway.Change(store => store.With(store.Find("test")! with { Fallback = [] }));
        var began = time.GetUtcNow();
        providers.First.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await SendAsync(context, Start + Block);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await SendAsync(context, "event: ping\ndata: {\"type\": \"ping\"}\n\n");
                await Task.Delay(1);
            }
        };
        var asking = providers.AskAsync(Bodies.AskStream);
        await MoveUntilAsync(time, asking, 3600);
        Assert.Contains("kept the connection alive", (await asking).Text, StringComparison.Ordinal);
        Assert.InRange((time.GetUtcNow() - began).TotalMinutes, 30, 31);
    }

    [Fact]
    public async Task No_answer_takes_longer_than_the_total()
    {
        var time = new FakeTime();
        await using var providers = await Providers.StartAsync(time: time, limits: new UpstreamLimits { Total = TimeSpan.FromMinutes(1) });
        providers.First.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await SendAsync(context, Start + Block);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await SendAsync(context, "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}\n\n");
                await Task.Delay(1);
            }
        };
        var asking = providers.AskAsync(Bodies.AskStream);
        await MoveUntilAsync(time, asking, 120);
        Assert.Contains("timeout_error", (await asking).Text, StringComparison.Ordinal);
        Assert.Empty(providers.Second.Requests);
    }

    [Fact]
    public async Task After_four_minutes_the_client_is_kept_with_pings_and_nobody_else_is_asked()
    {
        var time = new FakeTime();
        await using var providers = await Providers.StartAsync(time: time);
        var release = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        providers.First.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await SendAsync(context, ": thinking\n\n");
            arrived.TrySetResult();
            await release.Task;
            await SendAsync(context, "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"late\"}}\n\n");
        };
        var asking = providers.Gateway.ReadSlowlyAsync(Bodies.AskStream);
        await arrived.Task;
        while (!providers.Gateway.FirstByteSeen.Task.IsCompleted && !asking.IsCompleted)
        {
            time.Advance(1);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        release.SetResult();
        var text = await asking;
        Assert.Contains("event: ping", text, StringComparison.Ordinal);
        Assert.Contains("late", text, StringComparison.Ordinal);
        Assert.Empty(providers.Second.Requests);
    }

    private static Task Hang(Providers providers, string sent, FakeTime? dripping = null)
    {
        var arrived = new TaskCompletionSource();
        providers.First.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            if (sent.Length > 0)
                await SendAsync(context, sent);
            arrived.TrySetResult();
            while (!context.RequestAborted.IsCancellationRequested)
            {
                if (dripping is not null)
                    await SendAsync(context, "x");
                await Task.Delay(5);
            }
        };
        return arrived.Task;
    }

    private static async Task SendAsync(HttpContext context, string text)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
        await context.Response.Body.FlushAsync();
    }

    private static async Task MoveUntilAsync(FakeTime time, Task task, int seconds)
    {
        for (var i = 0; i < seconds && !task.IsCompleted; i++)
        {
            time.Advance(1);
            await Task.WhenAny(task, Task.Delay(2));
        }

        await task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
