using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>
/// Looks where a provider's API is, where it is not at the address that it should be: the same server, the usual places, and requests without
/// content, which a real API refuses and nobody bills.
/// </summary>
internal sealed class OtherDoors(TestTarget target, TimeSpan patience)
{
    private const int MostBytes = 64 * 1024;
    private const string Nowhere = "/no-such-door";
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(10);
    private static readonly int[] Refusals = [400, 401, 402, 413, 415, 422, 429];

    private Provider Provider => target.Asked.Provider;

    /// <summary>The same result, or one that says where the API is.</summary>
    public async Task<ProviderTest> ExplainAsync(ProviderTest failed, CancellationToken cancellation)
    {
        if (target.Way == TestWay.Gateway || failed.Problem!.Contains("'/v1' too many", StringComparison.Ordinal) || failed.Problem!.Contains("sends on from", StringComparison.Ordinal))
            return failed;

        // Who refuses everything tells nothing.
        if (await IsDoorAsync(At(Nowhere), cancellation).ConfigureAwait(false))
            return failed;
        var slashed = new UriBuilder(target.Asked.Address) { Path = target.Asked.Address.AbsolutePath + "/" }.Uri;
        if (await IsDoorAsync(slashed, cancellation).ConfigureAwait(false))
        {
            return failed.Failed(
                $"Provider '{Provider.Name}' has nothing at {LiveErrors.Place(target.Asked.Address)}, only with a slash at the end.",
                "Have the server, or the proxy before it, answer without that slash as well: no client of this API sends it.");
        }

        foreach (var door in DoorPlaces.Of(target))
        {
            if (await IsDoorAsync(door.Address, cancellation).ConfigureAwait(false))
                return Explain(failed, door);
        }

        return failed;
    }

    private ProviderTest Explain(ProviderTest failed, Door door)
    {
        var (asked, found) = (LiveErrors.Place(target.Asked.Address), LiveErrors.Place(door.Address));
        var address = door.BaseUri.AbsolutePath == Provider.BaseUri!.AbsolutePath ? "" : $" -BaseUri {door.BaseUri.AbsoluteUri.TrimEnd('/')}";
        if (door.Format == Provider.ApiFormat)
            return failed.Failed($"Provider '{Provider.Name}' has nothing at {asked}, but answers at {found}: {door.Mistake}.", $"Correct it: Set-CDProvider {Provider.Id}{address}");
        var mapped = Provider.Mode == ProviderMode.Direct ? " -Mode Mapped -Model @() -Route (New-CDModelRoute Sonnet MODEL)" : "";
        return failed.Failed(
            $"Provider '{Provider.Name}' has nothing for {Provider.ApiFormat} at {asked}, but answers to {door.Format} at {found}.",
            $"Change its format: Set-CDProvider {Provider.Id} -ApiFormat {door.Format}{address}{mapped}");
    }

    private Uri At(string path) => new UriBuilder(Provider.BaseUri!) { Path = Provider.BaseUri!.AbsolutePath.TrimEnd('/') + path }.Uri;

    private async Task<bool> IsDoorAsync(Uri address, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent("{}"u8.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        UpstreamKey.Apply(request, Provider, target.Asked.Key);
        request.Headers.TryAddWithoutValidation(AnthropicProbe.VersionHeader, AnthropicProbe.Version);
        try
        {
            return await LiveHttp.ExchangeAsync(Provider, request, patience < MostPatience ? patience : MostPatience, IsDoorAsync, cancellation).ConfigureAwait(false);
        }
        catch (ClaudeDesktopException)
        {
            return false;
        }
    }

    private static async Task<bool> IsDoorAsync(HttpResponseMessage response, CancellationToken limit) =>
        Array.IndexOf(Refusals, (int)response.StatusCode) >= 0 && !(await UpstreamWords.ReadAsync(response, MostBytes, limit).ConfigureAwait(false)).IsWebPage;
}
