using System;
using System.Net;
#if NET
using System.Net.Http;
#endif

namespace ClaudeDesktop.Upstreams;

/// <summary>The provider's proxy or, without one, the system's, but never for this machine's own addresses.</summary>
public sealed class OutboundProxy(Uri? own) : IWebProxy
{
    private readonly IWebProxy? _proxy = own is null ? System : new WebProxy(own);

    public ICredentials? Credentials
    {
        get => _proxy?.Credentials;
        set => throw new NotSupportedException();
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _proxy!.GetProxy(destination);

    public bool IsBypassed(Uri host) => IsThisMachine(host) || _proxy is null || _proxy.IsBypassed(host);

    private static IWebProxy? System =>
#if NET
        HttpClient.DefaultProxy;
#else
        WebRequest.DefaultWebProxy;
#endif

    // Uri knows localhost, 127.0.0.0/8 and ::1, but not localhost's subdomains (RFC 6761), its trailing dot, or IPv4 inside IPv6.
    private static bool IsThisMachine(Uri host)
    {
        var name = host.IdnHost.TrimEnd('.');
        return host.IsLoopback
            || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
    }
}
