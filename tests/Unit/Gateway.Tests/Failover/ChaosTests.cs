using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Failover;
using ClaudeDesktop.Gateway.Tests.Allocation;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Failover;

/// <summary>Many requests at once to upstreams that do everything wrong, with one that is well behind them. <c>CLAUDEDESKTOP_TEST_CHAOS</c> says how many.</summary>
[Collection(RunsAlone.Name)]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Usual = 240;
    private const int AtOnce = 48;
    private const int Seed = 20261121;
    private const int WarmUp = 100;
    private const long MostGrowth = 48 * 1024 * 1024;

    private static readonly UpstreamLimits Short = new()
    {
        Connect = TimeSpan.FromSeconds(5),
        FirstByte = TimeSpan.FromSeconds(40),
        FirstByteWithOthers = TimeSpan.FromSeconds(1.5),
        WholeWithOthers = TimeSpan.FromSeconds(1.5),
        Idle = TimeSpan.FromSeconds(3),
        Stall = TimeSpan.FromSeconds(5),
        Total = TimeSpan.FromSeconds(6),
        Ping = TimeSpan.FromSeconds(1),
        Beat = TimeSpan.FromMilliseconds(100),
    };

    // Circuits stay closed, so that every kind of failure is met again and again.
    private static readonly FailoverLimits Patient = new()
    {
        Backoff = TimeSpan.FromMilliseconds(10),
        Circuit = new CircuitLimits { Failures = double.MaxValue, LongestRest = TimeSpan.Zero },
    };

    private readonly ConcurrentBag<string> _wrong = [];

    [Fact]
    public async Task Every_request_is_answered_once_and_nobody_is_asked_more_often_than_agreed()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("CLAUDEDESKTOP_TEST_CHAOS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : Usual;
        await using var anthropic = new ChaoticUpstream(ApiFormat.AnthropicMessages);
        await using var chat = new ChaoticUpstream(ApiFormat.OpenAIChat);
        await using var honest = new ChaoticUpstream(ApiFormat.AnthropicMessages, isHonest: true);
        await using var gateway = await TestGateway.StartAsync(ApiFormat.AnthropicMessages, "m", limits: Short, failover: Patient);
        Configure(gateway, anthropic, chat, honest);
        gateway.Client.Timeout = TimeSpan.FromMinutes(2);

        await RunAsync(gateway, 0, Math.Min(WarmUp, count), [anthropic, chat], honest);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await RunAsync(gateway, WarmUp, count, [anthropic, chat], honest);
        while (gateway.Log.Requests.TryTake(out _))
        {
        }

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{count} requests; the upstreams were asked {anthropic.Asked.Values.Sum() + chat.Asked.Values.Sum()} times, the fallback {honest.Asked.Values.Sum()} times; the heap grew by {growth / 1024} KiB.");
        Assert.Empty(_wrong);
        Assert.True(growth < MostGrowth, $"The heap grew by {growth} bytes.");
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Level == Hosting.LogLevel.Error);
    }

    [Fact]
    public async Task With_circuits_a_provider_that_is_down_is_hardly_asked_at_all()
    {
        await using var down = new ChaoticUpstream(ApiFormat.AnthropicMessages);
        await using var honest = new ChaoticUpstream(ApiFormat.AnthropicMessages, isHonest: true);
        await using var gateway = await TestGateway.StartAsync(ApiFormat.AnthropicMessages, "m", time: new FakeTime(), failover: new FailoverLimits { TriesEach = 1 });
        Configure(gateway, down, down, honest);
        for (var id = 0; id < 100; id++)
            await AskAsync(gateway, id, Mischief.Busy529, "claude-sonnet-5", isStream: id % 2 == 0, [down], honest, most: 1, atLeast: 0);
        Assert.Empty(_wrong);
        Assert.Equal(4, down.Asked.Values.Sum());
    }

    private static void Configure(TestGateway gateway, ChaoticUpstream anthropic, ChaoticUpstream chat, ChaoticUpstream honest)
    {
        foreach (var id in (string[])["chat", "closed", "honest"])
            gateway.Secrets.Set(SecretNames.ProviderKey(id), TestGateway.Key);
        gateway.Change(store => store
            .With(gateway.Provider("chat", ApiFormat.OpenAIChat, "m") with { BaseUri = chat.Root })
            .With(gateway.Provider("closed", ApiFormat.AnthropicMessages, "m") with { BaseUri = ClosedPort() })
            .With(gateway.Provider("honest", ApiFormat.AnthropicMessages, "m") with { BaseUri = honest.Root })
            .With(store.Find("test")! with
            {
                BaseUri = anthropic.Root,
                Fallback = ["honest"],
                Routes =
                [
                    new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = "m" },
                    new ModelRoute { Role = ModelRole.Opus, RouteId = "claude-opus-5", Model = "m", ProviderId = "chat" },
                    new ModelRoute { Role = ModelRole.Haiku, RouteId = "claude-haiku-4-5", Model = "m", ProviderId = "closed" },
                ],
            }));
        gateway.Grammar.IsOn = false;
    }

    private async Task RunAsync(TestGateway gateway, int from, int to, ChaoticUpstream[] chaotic, ChaoticUpstream honest)
    {
        var kinds = Enum.GetValues<Mischief>();
        await Parallel.ForEachAsync(Enumerable.Range(from, Math.Max(0, to - from)), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (id, _) =>
        {
            var random = new Random(Seed + id);
            var mischief = kinds[random.Next(kinds.Length)];
            var model = random.Next(10) switch { 0 => "claude-haiku-4-5", < 5 => "claude-opus-5", _ => "claude-sonnet-5" };
            await AskAsync(gateway, id, mischief, model, random.Next(4) > 0, chaotic, honest, Patient.TriesEach, atLeast: model == "claude-haiku-4-5" ? 0 : 1);
        });
    }

    private async Task AskAsync(TestGateway gateway, int id, Mischief mischief, string model, bool isStream, ChaoticUpstream[] chaotic, ChaoticUpstream honest, int most, int atLeast)
    {
        var name = $"{id} {mischief} {model} {(isStream ? "streamed" : "whole")}";
        try
        {
            var body = $$"""{"model":"{{model}}","max_tokens":100,"stream":{{(isStream ? "true" : "false")}},"messages":[{"role":"user","content":"chaos-{{mischief}}-{{id}}"}]}""";
            using var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("x-claude-code-session-id", $"session-{id}");
            using var response = await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            var (text, isWhole) = await ReadAsync(response);
            Check(name, Problem(id, mischief, model, isStream, (int)response.StatusCode, text, isWhole));
        }
        catch (Exception e) when (e is not OperationCanceledException || !TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            _wrong.Add($"{name}: {e.GetType().Name} {e.Message}");
        }

        var asked = chaotic.Distinct().Sum(upstream => upstream.TimesAsked(id));
        var stoodIn = honest.TimesAsked(id);
        if (asked > most || asked < atLeast || stoodIn > 1)
            _wrong.Add($"{name}: asked {asked} times, and the fallback {stoodIn} times.");
    }

    // A stream that has begun may end badly, and must say so. All else is answered.
    private static string? Problem(int id, Mischief mischief, string model, bool isStream, int status, string text, bool isWhole)
    {
        var mayBreak = isStream && mischief >= Mischief.CutInTheMiddle && model != "claude-haiku-4-5";
        if (status != 200)
            return $"{status} {text}";
        if (Count(text, $"answer-{id}.") != 1)
            return "it was not answered once: " + text;
        if (!isWhole)
            return mayBreak && mischief == Mischief.DripInTheMiddle ? null : "the connection broke.";
        if (!isStream)
            return JsonDocument.Parse(text).RootElement.GetProperty("type").GetString() == "message" ? null : text;
        var items = SseGrammar.Check(text);

        // An error that came together with the first words came before anything was sent.
        if (mayBreak && mischief == Mischief.ErrorInTheMiddle)
            return null;
        return (items[^1].Name == "error") == mayBreak ? null : $"it ended with {items[^1].Name}.";
    }

    private static async Task<(string Text, bool IsWhole)> ReadAsync(HttpResponseMessage response)
    {
        using var received = new MemoryStream();
        try
        {
            await response.Content.CopyToAsync(received, TestContext.Current.CancellationToken);
            return (Encoding.UTF8.GetString(received.ToArray()), true);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (Encoding.UTF8.GetString(received.ToArray()), false);
        }
    }

    private void Check(string name, string? problem)
    {
        if (problem is not null)
            _wrong.Add($"{name}: {problem}");
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        return address;
    }
}
