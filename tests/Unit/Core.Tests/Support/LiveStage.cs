using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;
using Xunit;

namespace ClaudeDesktop.Tests.Support;

/// <summary>A home, a server, and a provider at it.</summary>
internal sealed class LiveStage : IAsyncDisposable
{
    public const string Key = "sk-test-key-0123456789abcdef";
    public const string Start = """{"type":"message_start","message":{"model":"claude-haiku-real","usage":{"input_tokens":20,"output_tokens":1}}}""";
    public const string Delta = """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"one"}}""";
    public const string Call = """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"report","input":{}}}""";
    public const string Arguments = """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"word\": \"done\"}"}}""";
    public const string Counted = """{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":9}}""";
    public const string Stop = """{"type":"message_stop"}""";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);
    private readonly ThrowAwayHome _home = new();
    private readonly Dictionary<string, Func<LoopbackServer.Call, Stream, Task>> _answers = [];
    private TimeSpan _now;

    public static Provider Direct { get; } = new() { Id = "p", Name = "P", Mode = ProviderMode.Direct, BaseUri = new Uri("http://placeholder/") };

    public static Provider Mapped { get; } = Direct with
    {
        Mode = ProviderMode.Mapped,
        ApiFormat = ApiFormat.OpenAIChat,
        Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = "upstream-1" }],
    };

    /// <summary>All that Claude Desktop needs: words one after the other, and a whole call.</summary>
    public static string[] Whole { get; } = [Start, Delta, Delta, Call, Arguments, Counted, Stop];

    public LiveStage() => Server.Answer = (call, stream, _) =>
        _answers.TryGetValue(call.Path, out var answer) ? answer(call, stream) : LoopbackServer.SendAsync(stream, 404, "application/json", "{}");

    public LoopbackServer Server { get; } = new();

    public SemaphoreSlim Seen { get; } = new(0);

    public Action? Arrived { get; init; }

    public bool IsFull { get; init; }

    /// <summary>Whether each look at the clock finds it later; a clock that stands makes everything one moment.</summary>
    public bool TimePasses { get; init; } = true;

    public void Stream(string path, params string[] events) => _answers[path] = (_, stream) => StreamAsync(this, stream, events);

    /// <summary>Answers by what the request says.</summary>
    public void Answer(string path, Func<LoopbackServer.Call, Stream, Task> answer) => _answers[path] = answer;

    public void Json(string path, int status, string body, string type = "application/json") => _answers[path] = (_, stream) => LoopbackServer.SendAsync(stream, status, type, body);

    /// <summary>What was asked of models.</summary>
    public IEnumerable<LoopbackServer.Call> Questions() => Server.Calls.Where(call => call.Method == "POST" && call.Body.Contains("\"stream\":true", StringComparison.Ordinal));

    /// <summary>Gives the user a list of prices.</summary>
    public void Prices(string list) => new FileOperations().Replace(_home.Data.PriceFile, System.Text.Encoding.UTF8.GetBytes(list), FilePrivacy.Private, null);

    /// <summary>Makes the server look like this user's gateway.</summary>
    public void PretendGateway()
    {
        _answers["/healthz"] = (_, stream) => LoopbackServer.SendAsync(stream, 200, "text/plain", "", $"{GatewayProof.ProofHeader}: {Proof()}\r\n");
        var context = _home.Context();
        context.Store.Write(context.Store.Read().WithGatewayPort(Server.Root.Port), context.Store.Read());
        using var self = Process.GetCurrentProcess();
        new RunFile { Port = Server.Root.Port, ProcessId = self.Id, StartedAt = self.StartTime, Instance = "instance-1", Version = "0" }.Write(_home.Data, new FileOperations());
    }

    private string Proof() => GatewayProof.Of("instance-1", Server.Root.Port, Server.Calls.Last().Headers[GatewayProof.ChallengeHeader]);

    // Each event is sent only when the one before has arrived, so that none can come together with another.
    public static async Task StreamAsync(LiveStage stage, Stream stream, string[] events)
    {
        await LoopbackServer.StartStreamAsync(stream);
        foreach (var data in events)
        {
            await LoopbackServer.WriteAsync(stream, $"event: x\ndata: {data}\n\n");
            if (!await stage.Seen.WaitAsync(Patience))
                return;
        }
    }

    public async Task<ProviderTest> RunAsync(Provider provider, bool withKey = true, bool activate = false, CancellationToken? cancellation = null, Uri? at = null)
    {
        var context = _home.Context();
        if (!provider.IsOfficial)
        {
            provider = provider with { BaseUri = new Uri(at ?? Server.Root, provider.BaseUri!.AbsolutePath) };
            if (withKey)
                context.Secrets.Set(ClaudeDesktop.Secrets.SecretNames.ProviderKey("p"), Key);
            if (activate)
            {
                new ProviderChanges(context).Add(provider, Key);
                new ProfileSwitch(context).Enable("p");
                provider = context.Store.Read().Find("p")!;
            }
        }

        var test = new LiveTest(context) { IsFull = IsFull, Clock = () => TimePasses ? _now += Tick : _now, Arrived = () => { Seen.Release(); Arrived?.Invoke(); } };
        try
        {
            return await test.RunAsync(provider, null, Patience, cancellation ?? TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!provider.IsOfficial)
                context.Secrets.Remove(ClaudeDesktop.Secrets.SecretNames.ProviderKey("p"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Seen.Release(100);
        await Server.DisposeAsync();
        Seen.Dispose();
        _home.Dispose();
    }
}
