using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Usage.Prices;

/// <summary>Fetches a list of prices: over TLS or from this machine, of a bounded size, in a bounded time, and from nowhere else than was asked for.</summary>
public static class PriceDownload
{
    private const int MostBytes = 4 * 1024 * 1024;
    private const int ReadSize = 16 * 1024;

    /// <summary>How long fetching may take unless another time is given.</summary>
    public static TimeSpan UsualPatience { get; } = TimeSpan.FromSeconds(30);

    /// <exception cref="ClaudeDesktopException">The address is not allowed, or gives no list.</exception>
    public static async Task<byte[]> FetchAsync(Uri address, TimeSpan patience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!IsAllowed(address))
            throw PriceErrors.NotAllowed(address);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, UseDefaultCredentials = false, Proxy = new OutboundProxy(null) };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("User-Agent", "ClaudeDesktop.PS");
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);

            // .NET Framework does not let go of a read that has begun unless its stream is closed.
            using (limit.Token.Register(response.Dispose))
                return await ReadAsync(response, address, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw PriceErrors.Failed(address, limit.IsCancellationRequested ? $"nothing whole came within {patience.TotalSeconds:0} seconds." : $"{e.Message}", e);
        }
    }

    private static bool IsAllowed(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0 && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback));

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, Uri address, CancellationToken cancellation)
    {
        if ((int)response.StatusCode is >= 300 and < 400)
            throw PriceErrors.Failed(address, "the server sends on to another address, which is not followed.");
        if (response.StatusCode != HttpStatusCode.OK)
            throw PriceErrors.Failed(address, FormattableString.Invariant($"the server answers with status {(int)response.StatusCode}."));
#if NET
        using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
#else
        using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        using var memory = new MemoryStream();
        var buffer = new byte[ReadSize];
        int length;
#pragma warning disable CA1835 // .NET Standard has no other.
        while ((length = await stream.ReadAsync(buffer, 0, buffer.Length, cancellation).ConfigureAwait(false)) > 0)
#pragma warning restore CA1835
        {
            memory.Write(buffer, 0, length);
            if (memory.Length > MostBytes)
                throw PriceErrors.Failed(address, "the list is larger than 4 MiB.");
        }

        return memory.ToArray();
    }
}
