using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Secrets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>A running gateway: one loopback listener, which neither a file nor the environment can add to.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly KestrelServer _kestrel;
    private readonly UpstreamFormats _formats;

    private GatewayServer(KestrelServer kestrel, UpstreamFormats formats, GatewayOptions options)
    {
        _kestrel = kestrel;
        _formats = formats;
        Instance = options.Instance;
    }

    public int Port { get; private set; }

    public string Instance { get; }

    public Uri BaseUri => new($"http://127.0.0.1:{Port}/claude-desktop");

    /// <summary>Starts a gateway. Throws a <see cref="GatewayStartException"/> where it cannot listen.</summary>
    public static async Task<GatewayServer> StartAsync(GatewayOptions options, CancellationToken cancellation = default)
    {
        var store = new LiveStore(options.Home, options.Files, options.Log);
        var secrets = new LiveSecrets(options.Home, options.Secrets ?? new FileSecretStore(options.Home, options.Files));
        secrets.EnsureToken();
        var known = store.Current;
        var port = options.Port ?? known.GatewayPort;
        var formats = new UpstreamFormats(options.Limits, options.Time);
        var messages = new MessagesEndpoint(store, secrets, formats, options.Log, options.Time);
        var application = new GatewayApplication(messages, new ModelsEndpoint(store), secrets, options);
        var server = new GatewayServer(LoopbackKestrel.Create(port), formats, options);
        try
        {
            await server._kestrel.StartAsync(application, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (GatewayStartException.From(e, port) is { } reason)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw reason;
        }

        application.Port = server.Port = LoopbackKestrel.PortOf(server._kestrel);
        return server;
    }

    /// <summary>What other processes of this user are to know of this gateway.</summary>
    public RunFile Describe()
    {
        using var self = Process.GetCurrentProcess();
        return new RunFile { Port = Port, ProcessId = self.Id, StartedAt = new DateTimeOffset(self.StartTime), Instance = Instance, Version = GatewayVersion.Text };
    }

    public async ValueTask DisposeAsync()
    {
        using var grace = new CancellationTokenSource(Grace);
        await _kestrel.StopAsync(grace.Token).ConfigureAwait(false);
        _kestrel.Dispose();
        _formats.Dispose();
    }
}
