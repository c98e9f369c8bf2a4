using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Failover;

/// <summary>
/// Many streams at once through a gateway process, each checked to its last word, and what the process holds. Runs for a moment, unless
/// <c>CLAUDEDESKTOP_TEST_SOAK</c> says for how many seconds; <c>CLAUDEDESKTOP_TEST_STREAMS</c> says how many at once.
/// </summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int MostEvents = 240;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);
    private readonly ConcurrentBag<string> _wrong = [];
    private long _whole;

    [Fact]
    public async Task Many_streams_at_once_come_whole_and_leave_nothing_behind()
    {
        var seconds = Number("SOAK", 6);
        var streams = Number("STREAMS", 24);
        await using var upstream = await TestUpstream.StartAsync();
        upstream.Answer = SpeakAsync;
        using var child = new ChildGateway("serve", "--port", "0");
        var port = (await child.LineAsync()).GetProperty("port").GetInt32();
        var token = Configure(child.Home, upstream);
        var talking = DrainAsync(child.Process.StandardOutput);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1000 }) { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Add("x-api-key", token);
        await AskAsync(client, 0, "warm up", 2);

        var clock = Stopwatch.StartNew();
        var running = Enumerable.Range(0, streams).Select(one => TalkAsync(client, one, clock, seconds)).ToList();
        Held? early = null;
        foreach (var share in (double[])[0.1, 0.5, 0.95])
        {
            await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, (seconds * share) - clock.Elapsed.TotalSeconds)), TestContext.Current.CancellationToken);
            var now = Held.By(child.Process);
            early ??= now;
            output.WriteLine($"{clock.Elapsed.TotalSeconds:0} s: {now}, {Interlocked.Read(ref _whole)} streams whole");
            upstream.Requests.Clear();
        }

        await Task.WhenAll(running);
        client.Dispose();
        var late = Held.By(child.Process);
        output.WriteLine($"after all: {late}, {Interlocked.Read(ref _whole)} streams whole");
        Assert.Empty(_wrong);
        Assert.True(Interlocked.Read(ref _whole) >= streams);
        if (early is { } held && OperatingSystem.IsLinux())
        {
            // A file of the ledger, or a connection that waits for another request, comes and goes; a leak would leave one a stream.
            Assert.True(late.Descriptors <= held.Descriptors + 10, $"{held} became {late}.");
            Assert.True(late.Threads <= held.Threads + 16, $"{held} became {late}.");
            Assert.True(late.MemoryMiB <= held.MemoryMiB + 100, $"{held} became {late}.");
        }

        child.Process.Kill();
        await talking;
    }

    private async Task TalkAsync(HttpClient client, int one, Stopwatch clock, int seconds)
    {
        for (var turn = 0; turn == 0 || clock.Elapsed.TotalSeconds < seconds; turn++)
        {
            var left = seconds - clock.Elapsed.TotalSeconds;
            var events = Math.Clamp((int)(left / Pace.TotalSeconds), 1, 20 + (one * 37 % MostEvents));
            await AskAsync(client, one, $"turn {turn}", events);
        }
    }

    private async Task AskAsync(HttpClient client, int one, string turn, int events)
    {
        try
        {
            var body = $$"""{"model":"claude-sonnet-5","max_tokens":100,"stream":true,"messages":[{"role":"user","content":"events={{events}};"}]}""";
            using var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("x-claude-code-session-id", $"stream-{one}");
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            var items = SseGrammar.Check(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            var said = Bodies.AllText(items);
            if (said == string.Concat(Enumerable.Range(0, events).Select(number => $"{number} ")) && items[^1].Name == "message_stop")
                Interlocked.Increment(ref _whole);
            else
                _wrong.Add($"{one}, {turn}: {items[^1].Name} after {said}");
        }
        catch (Exception e) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            _wrong.Add($"{one}, {turn}: {e.GetType().Name} {e.Message}");
        }
    }

    private static async Task SpeakAsync(HttpContext context)
    {
        var body = Encoding.UTF8.GetString((byte[])context.Items["body"]!);
        var from = body.IndexOf("events=", StringComparison.Ordinal) + "events=".Length;
        var events = int.Parse(body[from..body.IndexOf(';', from)], CultureInfo.InvariantCulture);
        var parts = Providers.Stream.Split("event: content_block_delta");
        var end = parts[1][parts[1].IndexOf("event: content_block_stop", StringComparison.Ordinal)..];
        context.Response.ContentType = "text/event-stream";
        await SendAsync(context, parts[0]);
        for (var number = 0; number < events; number++)
        {
            await SendAsync(context, "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + number.ToString(CultureInfo.InvariantCulture) + " \"}}\n\n");
            await Task.Delay(Pace, context.RequestAborted);
        }

        await SendAsync(context, end);
    }

    private static async Task SendAsync(HttpContext context, string text)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static string Configure(string folder, TestUpstream upstream)
    {
        var home = new DataHome(HostSystem.Current, folder);
        var secrets = new FileSecretStore(home, new FileOperations());
        secrets.Set(SecretNames.ProviderKey("p"), TestGateway.Key);
        var store = new ProviderStore(home, new FileOperations());
        using var locked = store.Lock();
        var before = store.Read();
        var provider = new Provider
        {
            Id = "p",
            Name = "p",
            Mode = ProviderMode.Mapped,
            ApiFormat = ApiFormat.AnthropicMessages,
            BaseUri = upstream.Root,
            Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = "m" }],
        };
        store.Write(before.With(provider).WithActive("p"), before);
        return GatewayToken.GetOrCreate(secrets);
    }

    private static async Task DrainAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is not null)
        {
        }
    }

    private static int Number(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("CLAUDEDESKTOP_TEST_" + name), CultureInfo.InvariantCulture, out var number) ? number : usual;

    /// <summary>What a process holds.</summary>
    private readonly record struct Held(int Descriptors, int Threads, long MemoryMiB)
    {
        public static Held By(Process process)
        {
            process.Refresh();
            var descriptors = OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries($"/proc/{process.Id}/fd").Length : 0;
            return new Held(descriptors, process.Threads.Count, process.WorkingSet64 / (1024 * 1024));
        }

        public override string ToString() => $"{Descriptors} descriptors, {Threads} threads, {MemoryMiB} MiB";
    }
}
