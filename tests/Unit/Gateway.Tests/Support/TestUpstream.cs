using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>A real server on loopback that answers as a test tells it.</summary>
internal sealed class TestUpstream : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private readonly KestrelServer _kestrel = LoopbackKestrel.Create(0);

    public Uri Root { get; private set; } = new("http://127.0.0.1");

    public ConcurrentQueue<Received> Requests { get; } = [];

    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public static async Task<TestUpstream> StartAsync()
    {
        var upstream = new TestUpstream();
        await upstream._kestrel.StartAsync(upstream, CancellationToken.None);
        upstream.Root = new Uri($"http://127.0.0.1:{LoopbackKestrel.PortOf(upstream._kestrel)}");
        return upstream;
    }

    public Received Only => Requests.Single();

    /// <summary>Answers every request with a stream of <c>data:</c> lines.</summary>
    public void Stream(params string[] chunks) => Answer = async context =>
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var chunk in chunks)
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {chunk}\n\n"));
            await context.Response.Body.FlushAsync();
        }
    };

    public void Json(string body, int status = 200, string type = "application/json") => Answer = async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    };

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Requests.Enqueue(new Received(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        context.Items["body"] = body.ToArray();
        await Answer(context);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _kestrel.StopAsync(now.Token);
        _kestrel.Dispose();
    }
}
