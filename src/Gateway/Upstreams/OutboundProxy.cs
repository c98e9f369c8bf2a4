using System;
using System.Net;
using System.Net.Http;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>The system's proxy, but never for this machine's own addresses.</summary>
internal sealed class OutboundProxy : IWebProxy
{
    public ICredentials? Credentials
    {
        get => HttpClient.DefaultProxy.Credentials;
        set => throw new NotSupportedException();
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
}
