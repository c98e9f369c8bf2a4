using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Hostile;

/// <summary>Clients that are slow, or too many. The server looks at its clients once a second, so its limits cannot be much shorter.</summary>
public sealed class LoadTests
{
    private const string Answer = """{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}""";
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1.1);

    [Fact]
    public async Task Headers_that_never_end_are_given_up()
    {
        await using var gateway = await StartAsync(new GatewayLimits { HeaderTime = Short });
        using var slow = await RawConnection.OpenAsync(gateway.Server.Port);
        await slow.SendAsync($"POST {HostileGateway.Messages} HTTP/1.1\r\nHost: 127.0.0.1:{gateway.Server.Port}\r\nX-A: ");
        Assert.Equal(408, Assert.Single(await slow.ReadAsync()).Status);
        await AnswersAsync(gateway);
    }

    [Fact]
    public async Task A_body_that_drips_is_given_up()
    {
        await using var gateway = await StartAsync(new GatewayLimits { BodyGrace = Short, BodyRate = 1_000_000 });
        using var slow = await RawConnection.OpenAsync(gateway.Server.Port);
        await slow.SendAsync(Head(gateway) + "Content-Length: 1000\r\n\r\n{");
        var answer = Assert.Single(await slow.ReadAsync());
        Assert.Equal((408, "timeout_error"), (answer.Status, answer.ErrorType));
        Assert.Empty(gateway.Upstream.Requests);
        await AnswersAsync(gateway);
    }

    [Fact]
    public async Task A_connection_on_which_nothing_is_asked_is_closed()
    {
        await using var gateway = await StartAsync(new GatewayLimits { KeepAlive = Short });
        using var idle = await RawConnection.OpenAsync(gateway.Server.Port);
        Assert.Empty(await idle.ReadAsync());
        using var afterOne = await RawConnection.OpenAsync(gateway.Server.Port);
        await afterOne.SendAsync($"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{gateway.Server.Port}\r\n\r\n");
        Assert.Equal(200, Assert.Single(await afterOne.ReadAsync()).Status);
        await AnswersAsync(gateway);
    }

    [Fact]
    public async Task More_connections_than_it_keeps_are_closed_unheard()
    {
        await using var gateway = await StartAsync(new GatewayLimits { Connections = 2 });
        using (await RawConnection.OpenAsync(gateway.Server.Port))
        using (var second = await RawConnection.OpenAsync(gateway.Server.Port))
        {
            await second.SendAsync($"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{gateway.Server.Port}\r\n\r\n");
            using var third = await RawConnection.OpenAsync(gateway.Server.Port);
            await third.SendAsync($"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{gateway.Server.Port}\r\n\r\n");
            Assert.Empty(await third.ReadAsync());
        }
    }

    [Fact]
    public async Task More_requests_than_it_answers_at_once_are_told_to_come_again()
    {
        await using var gateway = await StartAsync(new GatewayLimits { Requests = 2 });
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = new System.Threading.SemaphoreSlim(0);
        gateway.Upstream.Answer = async context =>
        {
            arrived.Release();
            await held.Task;
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Answer));
        };
        var inside = Enumerable.Range(0, 2).Select(_ => gateway.PostAsync(Bodies.Ask)).ToList();
        foreach (var _ in inside)
            Assert.True(await arrived.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        var answer = Assert.Single(await RawConnection.AskAsync(gateway.Server.Port, Head(gateway) + $"Connection: close\r\nContent-Length: {Bodies.Ask.Length}\r\n\r\n{Bodies.Ask}"));
        Assert.Equal((429, "rate_limit_error", "1"), (answer.Status, answer.ErrorType, Assert.Single(answer.Headers["Retry-After"])));
        Assert.Equal(2, gateway.Upstream.Requests.Count);
        using var health = await gateway.Client.GetAsync("/healthz", TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)health.StatusCode);

        held.SetResult();
        foreach (var response in await Task.WhenAll(inside))
        {
            Assert.Equal(200, (int)response.StatusCode);
            response.Dispose();
        }

        await AnswersAsync(gateway);
    }

    [Fact]
    public async Task A_client_that_leaves_gives_its_place_back()
    {
        await using var gateway = await StartAsync(new GatewayLimits { Requests = 1 });
        for (var i = 0; i < 5; i++)
        {
            using (var leaving = await RawConnection.OpenAsync(gateway.Server.Port))
                await leaving.SendAsync(Head(gateway) + "Content-Length: 1000\r\n\r\n{");
            Assert.Contains(gateway.Log.Requests.Take(TestContext.Current.CancellationToken).Error, (string[])["client_closed_request", "invalid_request_error"]);
        }

        await AnswersAsync(gateway, patient: true);
    }

    private static string Head(TestGateway gateway) => $"POST {HostileGateway.Messages} HTTP/1.1\r\nHost: 127.0.0.1:{gateway.Server.Port}\r\nx-api-key: {gateway.Token}\r\n";

    private static async Task<TestGateway> StartAsync(GatewayLimits limits)
    {
        var gateway = await TestGateway.ChatAsync(clients: limits);
        gateway.Upstream.Json(Answer);
        return gateway;
    }

    // The place is given back a moment after the request was logged.
    private static async Task AnswersAsync(TestGateway gateway, bool patient = false)
    {
        var seen = new List<int>();
        do
        {
            using var response = await gateway.PostAsync(Bodies.Ask);
            seen.Add((int)response.StatusCode);
        }
        while (patient && seen[^1] == 429 && seen.Count < 1000);
        Assert.Equal(200, seen[^1]);
    }
}
