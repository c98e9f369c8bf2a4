using System;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>The one pool of connections to all upstreams.</summary>
internal sealed class UpstreamHttp(UpstreamLimits limits) : IDisposable
{
    // No redirects: a key must not travel to a host that the provider does not name.
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        Proxy = new OutboundProxy(),
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = limits.Connect,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        EnableMultipleHttp2Connections = true,
        ActivityHeadersPropagator = null,
        // A header of a provider's or a client's that is not ASCII would end the request before it is sent.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    });

    /// <summary>Sends, and returns once the headers of the answer are there.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Provider provider, CancellationToken cancellation)
    {
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher;
        try
        {
            return await _invoker.SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new AnthropicErrorException(AnthropicError.Api($"Provider '{provider.Name}' cannot be reached at {request.RequestUri!.GetLeftPart(UriPartial.Authority)}: {Reason(e)}"), e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new AnthropicErrorException(AnthropicError.Timeout($"Provider '{provider.Name}' did not accept a connection within {limits.Connect.TotalSeconds:0} seconds."), e);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private static string Reason(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name is not known (DNS).",
        HttpRequestError.SecureConnectionError => "its certificate was not accepted or TLS failed.",
        HttpRequestError.ProxyTunnelError => "the proxy refused the connection.",
        _ => failure.InnerException is SocketException socket ? socket.Message + "." : "the connection broke.",
    };
}
