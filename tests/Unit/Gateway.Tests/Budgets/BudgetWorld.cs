using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Budgets;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Usage.Prices;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Budgets;

/// <summary>A gateway in front of an Anthropic upstream that adds up what it would send a bill for.</summary>
internal sealed class BudgetWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Random _random = new(11);
    private readonly Lock _lock = new();

    public TestGateway Gateway { get; private init; } = null!;

    public TestUpstream Upstream => Gateway.Upstream;

    /// <summary>Tokens of every request that arrived at the upstream, whether its answer did or not.</summary>
    public long Billed { get; private set; }

    public static async Task<BudgetWorld> StartAsync(TimeProvider? time = null)
    {
        var world = new BudgetWorld { Gateway = await TestGateway.AnthropicAsync(time: time) };
        world.Answer(input: 10, output: 90);
        return world;
    }

    /// <summary>Every answer uses that many tokens.</summary>
    public void Answer(long input, long output) => Upstream.Answer = context => SendAsync(context, input, output);

    /// <summary>Every answer uses a random number of tokens, none more than was asked for, and takes a moment.</summary>
    public void AnswerByChance() => Upstream.Answer = async context =>
    {
        int output, wait;
        lock (_lock)
            (output, wait) = (_random.Next(1, 101), _random.Next(4));
        var sending = SendAsync(context, 3, output, wait);
        await sending;
    };

    public void Set(Budget budget) => new BudgetStore(Gateway.Home, new FileOperations()).Put(budget);

    public static Budget Tokens(long limit, string name = "all") => new() { Name = name, Period = BudgetPeriod.Month, Unit = BudgetUnit.Tokens, Limit = limit };

    public static Budget Money(decimal limit, string name = "all") => new() { Name = name, Period = BudgetPeriod.Day, Unit = BudgetUnit.Money, Limit = limit };

    public void Price(string rows)
    {
        var prices = new PriceStore(Gateway.Home, new FileOperations());
        prices.Apply(prices.Plan(Encoding.UTF8.GetBytes(rows), "list"));
    }

    public BudgetStatus Status(string name = "all", DateTimeOffset? now = null)
    {
        var files = new FileOperations();
        return new BudgetBook(Gateway.Home, files, TimeZoneInfo.Local).Read([new BudgetStore(Gateway.Home, files).Find(name)!], now ?? DateTimeOffset.UtcNow)[0];
    }

    /// <summary>Asks, and returns when the request is over for the gateway as well: what it spent is counted by then.</summary>
    public async Task<(int Status, string Body, string? Header, string? Retry)> AskAsync(string body = Bodies.Ask)
    {
        using var response = await Gateway.PostAsync(body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(Gateway.Log.Requests.TryTake(out _, Patience), "The gateway never came to the end of the request.");
        return ((int)response.StatusCode, text, Find(response, "x-claudedesktop-budget"), Find(response, "x-should-retry"));
    }

    /// <summary>Another gateway of the same data folder.</summary>
    public Task<IRunningGateway> StartAnotherAsync() => Gateway.StartAnotherAsync();

    public Task<HttpResponseMessage> PostAsync(int port, CancellationToken cancellation) => Gateway.Client.PostAsync(
        new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/claude-desktop/v1/messages")), new StringContent(Bodies.Ask, Encoding.UTF8, "application/json"), cancellation);

    public async ValueTask DisposeAsync() => await Gateway.DisposeAsync();

    public static string TypeOf(string body) => JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("type").GetString()!;

    private static string? Find(HttpResponseMessage response, string header) => response.Headers.TryGetValues(header, out var values) ? values.Single() : null;

    private async Task SendAsync(Microsoft.AspNetCore.Http.HttpContext context, long input, long output, int wait = 0)
    {
        lock (_lock)
            Billed += input + output;
        if (wait > 0)
            await Task.Delay(wait);
        context.Response.ContentType = "application/json";
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"id":"m","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","usage":{"input_tokens":{{{input}}},"output_tokens":{{{output}}}}}""");
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
    }
}
