using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>One exchange with an upstream: bounded in time, ended at once when asked to, never led to another address, and by the way that the provider names.</summary>
internal static class LiveHttp
{
    private const string UserAgent = "ClaudeDesktop.PS";
    private static readonly ConcurrentDictionary<UpstreamRoute, Lazy<HttpClient>> Clients = new();

    /// <param name="provider">Who is asked.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="patience">How long the whole exchange may take.</param>
    /// <param name="read">Reads the answer, of which the headers are there.</param>
    /// <param name="cancellation">Ends the exchange.</param>
    /// <exception cref="ClaudeDesktopException">Nobody answered, or not in time.</exception>
    public static async Task<T> ExchangeAsync<T>(
        Provider provider, HttpRequestMessage request, TimeSpan patience, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        var client = Client(provider);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);

            // .NET Framework does not let go of a read that has begun unless its stream is closed.
            using (limit.Token.Register(response.Dispose))
                return await read(response, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException or InvalidDataException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw limit.IsCancellationRequested ? LiveErrors.TooSlow(provider, request.RequestUri!, patience) : LiveErrors.Unreachable(provider, request.RequestUri!, e);
        }
    }

    private static HttpClient Client(Provider provider)
    {
        var route = UpstreamRoute.To(provider);
        try
        {
            return Clients.GetOrAdd(route, way => new Lazy<HttpClient>(() => Create(way))).Value;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            Clients.TryRemove(route, out _);
            throw LiveErrors.RootsUnreadable(provider, e);
        }
    }

    // No redirects and no cookies: a key must not travel to a host that the provider does not name.
    private static HttpClient Create(UpstreamRoute route)
    {
        var trust = route.Trust();
        return new HttpClient(new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = new OutboundProxy(route.Proxy),
            ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => trust.Check(certificate, chain, errors),
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }
}
