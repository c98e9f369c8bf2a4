using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>The connections to all upstreams: one pool for each way that a provider wants to be reached.</summary>
internal sealed class UpstreamHttp(UpstreamLimits limits) : IDisposable
{
    private readonly ConcurrentDictionary<UpstreamRoute, Lazy<HttpMessageInvoker>> _pools = [];

    /// <summary>Sends, and returns once the headers of the answer are there.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Provider provider, CancellationToken cancellation)
    {
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher;
        try
        {
            return await Pool(provider).SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new AnthropicErrorException(AnthropicError.Api($"Provider '{provider.Name}' cannot be reached at {request.RequestUri!.GetLeftPart(UriPartial.Authority)}: {Reason(e)}") with
            {
                IsLasting = e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
            }, e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new AnthropicErrorException(AnthropicError.Timeout($"Provider '{provider.Name}' did not accept a connection within {limits.Connect.TotalSeconds:0} seconds."), e);
        }
    }

    public void Dispose()
    {
        foreach (var pool in _pools.Values.Where(pool => pool.IsValueCreated))
            pool.Value.Dispose();
    }

    private HttpMessageInvoker Pool(Provider provider)
    {
        var route = UpstreamRoute.To(provider);
        try
        {
            return _pools.GetOrAdd(route, way => new Lazy<HttpMessageInvoker>(() => Create(way))).Value;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            _pools.TryRemove(route, out _);
            throw new AnthropicErrorException(AnthropicError.Api($"Provider '{provider.Name}': its root certificates cannot be read from '{provider.RootCertificatePath}': {e.Message} Correct it with Set-CDProvider -RootCertificatePath."), e);
        }
    }

    private HttpMessageInvoker Create(UpstreamRoute route)
    {
        var trust = route.Trust();

        // No redirects: a key must not travel to a host that the provider does not name.
        return new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = new OutboundProxy(route.Proxy),
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, chain, errors) => trust.Check(certificate, chain, errors) },
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = limits.Connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            EnableMultipleHttp2Connections = true,
            ActivityHeadersPropagator = null,
            // A header of a provider's or a client's that is not ASCII would end the request before it is sent.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        });
    }

    private static string Reason(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name is not known (DNS).",
        HttpRequestError.SecureConnectionError => failure.InnerException is AuthenticationException { InnerException: null } told ? told.Message : "TLS failed.",
        HttpRequestError.ProxyTunnelError => "the proxy refused the connection.",
        _ => failure.InnerException is SocketException socket ? socket.Message + "." : "the connection broke.",
    };
}
