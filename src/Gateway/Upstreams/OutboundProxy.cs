using System;
using System.Net;
using System.Net.Http;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>The provider's proxy or, without one, the system's, but never for this machine's own addresses.</summary>
internal sealed class OutboundProxy(Uri? own) : IWebProxy
{
    private readonly IWebProxy _proxy = own is null ? HttpClient.DefaultProxy : new WebProxy(own);

    public ICredentials? Credentials
    {
        get => _proxy.Credentials;
        set => throw new NotSupportedException();
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => IsThisMachine(host) || _proxy.IsBypassed(host);

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
