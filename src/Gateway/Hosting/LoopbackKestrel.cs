using System;
using System.Linq;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Kestrel alone, without a host around it that would read settings of its own.</summary>
internal static class LoopbackKestrel
{
    // A line ends in CR LF. Where one reader takes a bare LF for an end and another does not, a header can be hidden from one of them.
    static LoopbackKestrel() => AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);

    public static KestrelServer Create(int port, GatewayLimits? limits = null)
    {
        limits ??= new GatewayLimits();
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = NoServices.Instance };
        options.Limits.MaxRequestBodySize = limits.BodyBytes;
        options.Limits.MaxRequestLineSize = limits.LineBytes;
        options.Limits.MaxRequestHeadersTotalSize = limits.HeaderBytes;
        options.Limits.MaxRequestHeaderCount = limits.HeaderCount;
        options.Limits.RequestHeadersTimeout = limits.HeaderTime;
        options.Limits.KeepAliveTimeout = limits.KeepAlive;
        options.Limits.MinRequestBodyDataRate = new MinDataRate(limits.BodyRate, limits.BodyGrace);
        options.Limits.MaxConcurrentConnections = limits.Connections;
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);

        // A client has few connections: a buffer for each costs less than to ask before every read whether there is something to read.
        var sockets = new SocketTransportOptions { UnsafePreferInlineScheduling = true, WaitForDataBeforeAllocatingBuffer = false };
        var transport = new SocketTransportFactory(Options.Create(sockets), NullLoggerFactory.Instance);
        return new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    public static int PortOf(KestrelServer server) => new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
