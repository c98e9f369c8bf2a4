using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Live;

/// <summary>One exchange with an upstream: bounded in time, ended at once when asked to, and never led to another address.</summary>
internal static class LiveHttp
{
    private const string UserAgent = "ClaudeDesktop.PS";

    // A proxy must never see, or break, a call to this machine.
    private static readonly Lazy<HttpClient> ThisMachine = new(() => Create(useProxy: false));
    private static readonly Lazy<HttpClient> OtherMachines = new(() => Create(useProxy: true));

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
        var client = request.RequestUri!.IsLoopback ? ThisMachine.Value : OtherMachines.Value;
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
            throw limit.IsCancellationRequested ? LiveErrors.TooSlow(provider, request.RequestUri, patience) : LiveErrors.Unreachable(provider, request.RequestUri, e);
        }
    }

    // No redirects and no cookies: a key must not travel to a host that the provider does not name.
    private static HttpClient Create(bool useProxy) => new(new HttpClientHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = useProxy,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
