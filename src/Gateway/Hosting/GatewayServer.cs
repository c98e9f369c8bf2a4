using System;
using System.Diagnostics;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Budgets;
using ClaudeDesktop.Gateway.Failover;
using ClaudeDesktop.Gateway.Telemetry;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Gateway.Usage;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>A running gateway: one loopback listener, which neither a file nor the environment can add to.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);
    private readonly KestrelServer _kestrel;
    private readonly UpstreamFormats _formats;
    private readonly GatewayOptions _options;
    private UsageLedgerSink? _ledger;
    private RunFile? _runFile;
    private BudgetGuard? _budgets;
    private GatewayApplication? _application;
    private int _isOver;

    private GatewayServer(KestrelServer kestrel, UpstreamFormats formats, GatewayOptions options)
    {
        _kestrel = kestrel;
        _formats = formats;
        _options = options;
    }

    public int Port { get; private set; }

    public string Instance => _options.Instance;

    public Uri BaseUri => new($"http://127.0.0.1:{Port}/claude-desktop");

    /// <summary>Starts a gateway. Throws a <see cref="GatewayStartException"/> where it cannot listen.</summary>
    public static async Task<GatewayServer> StartAsync(GatewayOptions options, CancellationToken cancellation = default)
    {
        if (!options.Address.Equals(IPAddress.Loopback))
            throw GatewayStartException.NotLoopback(options.Address);
        var folder = new WatchedFolder(options.Home);
        var secrets = new LiveSecrets(options.Home, folder, options.Secrets ?? SecretStores.Open(HostSystem.Current, options.Home, options.Files), options.Files, options.HandedKeys);
        var log = new RedactingLog(options.Log, secrets);
        var store = new LiveStore(options.Home, folder, options.Files, log);
        secrets.EnsureToken();
        var known = store.Current;
        var port = options.Port ?? known.GatewayPort;
        var formats = new UpstreamFormats(options.Limits, options.Time);
        var ledger = UsageLedgerSink.For(options, log);
        var telemetry = new TelemetrySink(id => store.Current.Find(id));
        IUsageSink[] sinks = ledger is null ? [telemetry] : [ledger, telemetry];
        var budgets = new BudgetGuard(options.Home, folder, options.Files, options.Time, log);
        IAttemptGuard[] guards = [budgets];
        var attempts = new AttemptLoop(formats, guards, options.Failover, options.Time);
        var messages = new MessagesEndpoint(store, secrets, formats, attempts, log, [new RedactingSinks(secrets, sinks)], options);
        var application = new GatewayApplication(messages, new ModelsEndpoint(store), secrets, log, options);
        var server = new GatewayServer(LoopbackKestrel.Create(port, options.Clients), formats, options) { _ledger = ledger, _budgets = budgets, _application = application };
        try
        {
            await server._kestrel.StartAsync(application, cancellation).ConfigureAwait(false);
            server.Port = LoopbackKestrel.PortOf(server._kestrel);
            server.Announce();
        }
        catch (Exception e)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            if (GatewayStartException.From(e, port) is { } reason)
                throw reason;
            throw;
        }

        ledger?.Open();
        application.Open(server.Port);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
            return;
        using var grace = new CancellationTokenSource(Grace);
        await _kestrel.StopAsync(grace.Token).ConfigureAwait(false);
        _application?.Dispose();
        if (_ledger is not null)
            await _ledger.DisposeAsync().ConfigureAwait(false);
        _runFile?.Delete(_options.Home, _options.Files);
        _kestrel.Dispose();
        _formats.Dispose();
        if (_budgets is not null)
            await _budgets.DisposeAsync().ConfigureAwait(false);
    }

    // Before the first answer: another shell that asks who listens finds both, or waits.
    private void Announce()
    {
        if (!_options.IsAnnounced)
            return;
        using var self = Process.GetCurrentProcess();
        _runFile = new RunFile
        {
            Port = Port,
            ProcessId = self.Id,
            StartedAt = new DateTimeOffset(self.StartTime),
            StartMark = ProcessStart.MarkOf(self.Id),
            Instance = Instance,
            Version = GatewayVersion.Text,
            IsRegistered = _options.IsRegistered,
            LogFile = _options.LogFile,
        };
        _options.Home.RefuseLink();
        _runFile.Write(_options.Home, _options.Files);
    }
}
