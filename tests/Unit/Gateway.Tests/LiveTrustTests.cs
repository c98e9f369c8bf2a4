using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>The commands that ask a provider by themselves trust whom the gateway trusts, and go by the same proxy.</summary>
public sealed class LiveTrustTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("ClaudeDesktop.Tests.").FullName;
    private readonly ModuleContext _context;

    public LiveTrustTests()
    {
        var home = new DataHome(HostSystem.Current, Path.Combine(_folder, "home"));
        var files = new FileOperations();
        _context = new ModuleContext(HostSystem.Current, home, files, () => DateTimeOffset.Now, new FileSecretStore(home, files));
        _context.Secrets.Set(SecretNames.ProviderKey("test"), TestGateway.Key);
    }

    private string Roots => Path.Combine(_folder, "roots.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_certificate_that_the_system_does_not_trust_gets_no_key()
    {
        await using var upstream = await TlsUpstream.StartAsync();
        var (list, test) = await AskAsync(At(upstream));
        Assert.Contains("is not trusted on this machine", list, StringComparison.Ordinal);
        Assert.Contains(upstream.Thumbprint, list, StringComparison.Ordinal);
        Assert.Contains("is not trusted on this machine", test, StringComparison.Ordinal);
        Assert.Empty(upstream.Keys);
    }

    [Fact]
    public async Task The_certificate_that_is_named_is_trusted_and_no_other()
    {
        await using var upstream = await TlsUpstream.StartAsync();
        await ReachesAsync(upstream, At(upstream) with { CertificateThumbprint = upstream.Thumbprint });
        upstream.Keys.Clear();
        var (list, test) = await AskAsync(At(upstream) with { CertificateThumbprint = new string('A', 64) });
        Assert.Contains($"has the thumbprint {upstream.Thumbprint}, not the one", list, StringComparison.Ordinal);
        Assert.Contains($"has the thumbprint {upstream.Thumbprint}, not the one", test, StringComparison.Ordinal);
        Assert.Empty(upstream.Keys);
    }

    [Fact]
    public async Task A_companys_own_root_is_trusted_where_it_is_named_for_that_name_and_while_it_lasts()
    {
        await using var upstream = await TlsUpstream.StartAsync();
        await File.WriteAllTextAsync(Roots, "A comment.\n" + upstream.Root.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await ReachesAsync(upstream, At(upstream) with { RootCertificatePath = Roots });
        upstream.Keys.Clear();
        Assert.Contains("is for another name", (await AskAsync(At(upstream) with { RootCertificatePath = Roots, BaseUri = new Uri($"https://127.0.0.1:{upstream.Port}/v1") })).List, StringComparison.Ordinal);
        Assert.Empty(upstream.Keys);

        await using var expired = await TlsUpstream.StartAsync(isExpired: true);
        await File.WriteAllTextAsync(Roots, expired.Root.ExportCertificatePem(), TestContext.Current.CancellationToken);
        Assert.Contains("nor by one of -RootCertificatePath", (await AskAsync(At(expired) with { RootCertificatePath = Roots })).List, StringComparison.Ordinal);
        Assert.Empty(expired.Keys);
    }

    [Fact]
    public async Task Another_root_of_the_same_name_is_not()
    {
        await using var upstream = await TlsUpstream.StartAsync();
        using var other = TlsUpstream.NewRoot();
        await File.WriteAllTextAsync(Roots, other.ExportCertificatePem(), TestContext.Current.CancellationToken);
        var (list, test) = await AskAsync(At(upstream) with { RootCertificatePath = Roots });
        Assert.Contains("nor by one of -RootCertificatePath", list, StringComparison.Ordinal);
        Assert.Contains("nor by one of -RootCertificatePath", test, StringComparison.Ordinal);
        Assert.Empty(upstream.Keys);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("This is no certificate.")]
    [InlineData("-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public async Task A_file_without_roots_is_named_and_counts_once_it_is_put_right(string? content)
    {
        await using var upstream = await TlsUpstream.StartAsync();
        if (content is not null)
            await File.WriteAllTextAsync(Roots, content, TestContext.Current.CancellationToken);
        var provider = At(upstream) with { RootCertificatePath = Roots };
        var (list, test) = await AskAsync(provider);
        Assert.Contains($"cannot be read from '{Roots}'", list, StringComparison.Ordinal);
        Assert.Contains($"cannot be read from '{Roots}'", test, StringComparison.Ordinal);
        Assert.Empty(upstream.Keys);
        await File.WriteAllTextAsync(Roots, upstream.Root.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await ReachesAsync(upstream, provider);
    }

    [Fact]
    public async Task A_providers_own_proxy_is_used_and_shown_no_key()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var asking = AskAsync(Provider(new Uri("https://upstream.invalid/v1")) with { Proxy = new Uri($"http://{proxy.LocalEndpoint}") });
        foreach (var _ in (int[])[1, 2])
        {
            using var client = await proxy.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
            var buffer = new byte[16 * 1024];
            var seen = Encoding.ASCII.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken));
            Assert.StartsWith("CONNECT upstream.invalid:443 HTTP/1.1\r\n", seen, StringComparison.Ordinal);
            Assert.DoesNotContain(TestGateway.Key, seen, StringComparison.Ordinal);
            await client.GetStream().WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        Assert.Contains("cannot be reached", (await asking).Test, StringComparison.Ordinal);
    }

    [Fact]
    public async Task This_machine_is_asked_directly_whatever_the_proxy()
    {
        await using var upstream = await TestUpstream.StartAsync();
        upstream.Json("""{"data":[{"id":"one"}]}""");
        var models = await new ModelList(_context.Keys).AskAsync(Provider(new Uri(upstream.Root, "/v1")) with { Proxy = new Uri("http://127.0.0.1:1") }, Patience, TestContext.Current.CancellationToken);
        Assert.Equal("one", Assert.Single(models).Id);
    }

    private static Provider Provider(Uri address) => new()
    {
        Id = "test",
        Name = "test",
        Mode = ProviderMode.Mapped,
        ApiFormat = ApiFormat.OpenAIChat,
        BaseUri = address,
        Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = "m" }],
    };

    private static Provider At(TlsUpstream upstream) => Provider(new Uri($"https://localhost:{upstream.Port}/v1"));

    // The upstream answers with what is neither a list nor a stream, which shows that it was asked.
    private async Task ReachesAsync(TlsUpstream upstream, Provider provider)
    {
        var (list, test) = await AskAsync(provider);
        Assert.Contains("something that is no list of models", list, StringComparison.Ordinal);
        Assert.Contains("something that is no stream of events", test, StringComparison.Ordinal);

        // The test then looks where else the API might be.
        Assert.True(upstream.Keys.Count >= 2);
        Assert.All(upstream.Keys, key => Assert.Equal("Bearer " + TestGateway.Key, key));
    }

    private async Task<(string List, string Test)> AskAsync(Provider provider)
    {
        var list = await Assert.ThrowsAsync<ClaudeDesktopException>(() => new ModelList(_context.Keys).AskAsync(provider, Patience, TestContext.Current.CancellationToken));
        var test = await new LiveTest(_context).RunAsync(provider, null, Patience, TestContext.Current.CancellationToken);
        return (list.Message, test.Problem ?? "");
    }
}
