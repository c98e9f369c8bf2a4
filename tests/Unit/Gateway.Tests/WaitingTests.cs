using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class WaitingTests
{
    [Theory]
    [InlineData(ApiFormat.OpenAIChat)]
    [InlineData(ApiFormat.AnthropicMessages)]
    public async Task Before_the_upstreams_first_byte_the_client_gets_a_ping_every_fifteen_seconds(ApiFormat format)
    {
        var time = new FakeTime();
        await using var gateway = await TestGateway.StartAsync(format, "m", time);
        var (arrived, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        gateway.Upstream.Answer = async context =>
        {
            arrived.SetResult();
            await release.Task;
            context.Response.StatusCode = 503;
        };
        var sending = OpenAsync(gateway, TestContext.Current.CancellationToken);
        await arrived.Task;
        time.Advance(14);
        Assert.False(sending.IsCompleted);
        time.Advance(1);
        using var response = await sending;
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Ping, await ReadAsync(stream, Ping.Length));
        time.Advance(15);
        Assert.Equal(Ping, await ReadAsync(stream, Ping.Length));
        release.SetResult();
        var rest = await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["error"], SseGrammar.Check(rest).Select(item => item.Name));
        Assert.Contains("overloaded_error", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_in_the_middle_is_filled_with_pings_and_ends_in_a_timeout()
    {
        var time = new FakeTime();
        await using var gateway = await TestGateway.ChatAsync(time: time);
        var cancelled = new TaskCompletionSource();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {Bodies.Text("So far")}\n\n"));
            await context.Response.Body.FlushAsync();
            await WaitForEndAsync(context.RequestAborted);
            cancelled.SetResult();
        };
        using var response = await OpenAsync(gateway, TestContext.Current.CancellationToken);
        using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var seen = new StringBuilder();
        while (!seen.ToString().Contains("So far", StringComparison.Ordinal))
            seen.Append(await ReadAsync(stream, 1));
        var rest = new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);

        // A beat is left out while a ping is on its way, or while whoever wrote last still holds the way: each step gives them a moment.
        while (!cancelled.Task.IsCompleted)
        {
            time.Advance(5);
            await Task.WhenAny(cancelled.Task, Task.Delay(20, TestContext.Current.CancellationToken));
        }

        seen.Append(await rest);
        var items = SseGrammar.Check(seen.ToString());
        Assert.Contains(items, item => item.Name == "ping");
        Assert.Equal("timeout_error", items[^1].Data.GetProperty("error").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Usage_that_never_comes_does_not_hold_up_a_finished_answer()
    {
        var time = new FakeTime();
        await using var gateway = await TestGateway.ChatAsync(time: time);
        var sent = new TaskCompletionSource();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {Bodies.Text("All")}\n\ndata: {Bodies.Stop}\n\n"));
            await context.Response.Body.FlushAsync();
            sent.SetResult();
            await WaitForEndAsync(context.RequestAborted);
        };
        using var response = await OpenAsync(gateway, TestContext.Current.CancellationToken);
        await sent.Task;
        var rest = response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        while (!rest.IsCompleted)
        {
            time.Advance(3);
            await Task.Yield();
        }

        Assert.Equal("end_turn", Bodies.StopReason(SseGrammar.Check(await rest)));
    }

    [Theory]
    [InlineData(ApiFormat.OpenAIChat)]
    [InlineData(ApiFormat.AnthropicMessages)]
    public async Task A_client_that_leaves_cancels_the_upstream(ApiFormat format)
    {
        await using var gateway = await TestGateway.StartAsync(format, "m");
        var (arrived, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        gateway.Upstream.Answer = async context =>
        {
            arrived.SetResult();
            await WaitForEndAsync(context.RequestAborted);
            cancelled.SetResult();
        };
        using var leaving = new CancellationTokenSource();
        var sending = OpenAsync(gateway, leaving.Token);
        await arrived.Task;
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal("client_closed_request", gateway.Log.Requests.Take(TestContext.Current.CancellationToken).Error);
    }

    private const string Ping = "event: ping\ndata: {\"type\":\"ping\"}\n\n";

    private static Task<HttpResponseMessage> OpenAsync(TestGateway gateway, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages") { Content = new StringContent(Bodies.AskStream, Encoding.UTF8, "application/json") };
        return gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private static async Task<string> ReadAsync(Stream stream, int length)
    {
        var buffer = new byte[length];
        await stream.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer);
    }

    private static async Task WaitForEndAsync(CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource();
        await using var registration = cancellation.Register(ended.SetResult);
        await ended.Task;
    }
}
