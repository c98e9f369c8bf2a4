using System;
using System.IO;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>Whose certificate is trusted, shown against a server with one that no system trusts.</summary>
public sealed class UpstreamTrustTests : IDisposable
{
    private readonly string _roots = Path.Combine(Path.GetTempPath(), $"ClaudeDesktop.Tests.{Guid.NewGuid():N}.pem");

    public void Dispose() => File.Delete(_roots);

    [Fact]
    public async Task A_certificate_that_the_system_does_not_trust_gets_no_key()
    {
        await using var upstream = await TlsUpstream.StartAsync();
        var (status, text) = await AskAsync(upstream, provider => provider);
        Assert.Equal(500, status);
        Assert.Contains("is not trusted on this machine", text, StringComparison.Ordinal);
        Assert.Contains(upstream.Thumbprint, text, StringComparison.Ordinal);
        Assert.Empty(upstream.Keys);
    }

    [Fact]
    public async Task The_certificate_that_is_named_is_trusted()
    {
        await using var upstream = await TlsUpstream.StartAsync();
        Assert.Equal(200, (await AskAsync(upstream, provider => provider with { CertificateThumbprint = upstream.Thumbprint })).Status);
        Assert.Equal(["Bearer " + TestGateway.Key], upstream.Keys);
    }

    [Fact]
    public async Task Another_certificate_than_the_named_one_gets_no_key()
    {
        await using var upstream = await TlsUpstream.StartAsync();
        var (status, text) = await AskAsync(upstream, provider => provider with { CertificateThumbprint = new string('A', 64) });
        Assert.Equal(500, status);
        Assert.Contains($"has the thumbprint {upstream.Thumbprint}, not the one", text, StringComparison.Ordinal);
        Assert.Empty(upstream.Keys);
    }

    [Fact]
    public async Task A_companys_own_root_is_trusted_where_it_is_named()
    {
        await using var upstream = await TlsUpstream.StartAsync();
        await File.WriteAllTextAsync(_roots, upstream.Root.ExportCertificatePem(), TestContext.Current.CancellationToken);
        Assert.Equal(200, (await AskAsync(upstream, WithRoots)).Status);
        Assert.Single(upstream.Keys);
    }

    [Fact]
    public async Task Another_root_of_the_same_name_is_not()
    {
        await using var upstream = await TlsUpstream.StartAsync();
        using var other = TlsUpstream.NewRoot();
        await File.WriteAllTextAsync(_roots, other.ExportCertificatePem(), TestContext.Current.CancellationToken);
        var (status, text) = await AskAsync(upstream, WithRoots);
        Assert.Equal(500, status);
        Assert.Contains("nor by one of -RootCertificatePath", text, StringComparison.Ordinal);
        Assert.Empty(upstream.Keys);
    }

    [Fact]
    public async Task A_named_root_makes_no_other_name_and_no_old_certificate_right()
    {
        await using var upstream = await TlsUpstream.StartAsync();
        await File.WriteAllTextAsync(_roots, upstream.Root.ExportCertificatePem(), TestContext.Current.CancellationToken);
        Assert.Contains("is for another name", (await AskAsync(upstream, provider => WithRoots(provider) with { BaseUri = new Uri($"https://127.0.0.1:{upstream.Port}") })).Text, StringComparison.Ordinal);
        Assert.Empty(upstream.Keys);

        await using var expired = await TlsUpstream.StartAsync(isExpired: true);
        await File.WriteAllTextAsync(_roots, expired.Root.ExportCertificatePem(), TestContext.Current.CancellationToken);
        Assert.Equal(500, (await AskAsync(expired, WithRoots)).Status);
        Assert.Empty(expired.Keys);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("This is no certificate.")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public async Task A_file_without_roots_is_named(string? content)
    {
        await using var upstream = await TlsUpstream.StartAsync();
        if (content is not null)
            await File.WriteAllTextAsync(_roots, content, TestContext.Current.CancellationToken);
        var (status, text) = await AskAsync(upstream, WithRoots);
        Assert.Equal(500, status);
        Assert.Contains("its root certificates cannot be read from", text, StringComparison.Ordinal);
        Assert.Empty(upstream.Keys);
    }

    [Fact]
    public async Task A_file_that_was_put_right_counts_at_once()
    {
        await using var upstream = await TlsUpstream.StartAsync();
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Enable(WithRoots(At(gateway, upstream)));
        using var before = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(500, (int)before.StatusCode);
        await File.WriteAllTextAsync(_roots, upstream.Root.ExportCertificatePem(), TestContext.Current.CancellationToken);
        using var after = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(200, (int)after.StatusCode);
    }

    [Fact]
    public async Task Trust_in_one_provider_is_no_trust_in_another_at_the_same_address()
    {
        await using var upstream = await TlsUpstream.StartAsync();
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Enable(At(gateway, upstream) with { CertificateThumbprint = upstream.Thumbprint });
        using var trusted = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(200, (int)trusted.StatusCode);
        gateway.Enable(At(gateway, upstream) with { Id = "other" });
        using var other = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(500, (int)other.StatusCode);
        Assert.Single(upstream.Keys);
    }

    private Provider WithRoots(Provider provider) => provider with { RootCertificatePath = _roots };

    private static Provider At(TestGateway gateway, TlsUpstream upstream) =>
        gateway.Provider("test", ApiFormat.OpenAIChat, "m") with { BaseUri = new Uri($"https://localhost:{upstream.Port}") };

    private static async Task<(int Status, string Text)> AskAsync(TlsUpstream upstream, Func<Provider, Provider> change)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Enable(change(At(gateway, upstream)));
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Level == Hosting.LogLevel.Error);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
