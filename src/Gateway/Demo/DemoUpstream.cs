using System;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>An upstream of the demo's own on loopback HTTP.</summary>
internal sealed class DemoUpstream : IAsyncDisposable
{
    private readonly KestrelServer _kestrel = LoopbackKestrel.Create(0);
    private readonly DemoModel _model = new();

    private DemoUpstream()
    {
    }

    public Uri BaseUri { get; private set; } = new("http://127.0.0.1");

    public static async Task<DemoUpstream> StartAsync()
    {
        var upstream = new DemoUpstream();
        await upstream._kestrel.StartAsync(upstream._model, CancellationToken.None).ConfigureAwait(false);
        upstream.BaseUri = new Uri($"http://127.0.0.1:{LoopbackKestrel.PortOf(upstream._kestrel)}/v1");
        return upstream;
    }

    /// <summary>Throws where no request came, or one that is not Chat Completions.</summary>
    public void Check()
    {
        if (_model.Problem is { } problem)
            throw new DemoFailedException($"the upstream got a request that is not what it should be: {problem}");
    }

    public async ValueTask DisposeAsync()
    {
        await _kestrel.StopAsync(CancellationToken.None).ConfigureAwait(false);
        _kestrel.Dispose();
    }
}
