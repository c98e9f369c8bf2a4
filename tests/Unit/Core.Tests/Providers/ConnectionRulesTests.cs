using System;
using System.IO;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Providers;

public sealed class ConnectionRulesTests : IDisposable
{
    private const string Thumbprint = "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF";
    private readonly ThrowAwayHome _home = new();

    private static Provider Mapped => new() { Id = "p", Name = "P", Mode = ProviderMode.Mapped, ApiFormat = ApiFormat.OpenAIChat, BaseUri = new Uri("https://api.example.com/v1") };

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("01 23 45 67 89 ab cd ef 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("01:23:45:67:89:AB:CD:EF:0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("\u200e0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF\n")]
    public void A_thumbprint_is_taken_as_dialogs_show_it(string shown) => Assert.Equal(Thumbprint, ConnectionRules.Normalize(shown));

    [Theory]
    [InlineData("0123456789ABCDEF0123456789ABCDEF01234567", "SHA-256")]
    [InlineData("not a thumbprint", "SHA-256")]
    public void What_is_no_thumbprint_is_named(string thumbprint, string told) => Names(Mapped with { CertificateThumbprint = thumbprint }, told);

    [Theory]
    [InlineData("proxy.example.com:8080")]
    [InlineData("ftp://proxy.example.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:secret@proxy.example.com")]
    public void What_is_no_proxy_is_named_without_its_password(string proxy)
    {
        var problem = Assert.Single(ProviderRules.Problems(Mapped with { Proxy = new Uri(proxy, UriKind.RelativeOrAbsolute) }));
        Assert.Contains("proxy", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_exclude_each_other_are_named()
    {
        Names(Mapped with { CertificateThumbprint = Thumbprint, RootCertificatePath = Path.GetFullPath("roots.pem") }, "give one of them");
        Names(Mapped with { CertificateThumbprint = Thumbprint, BaseUri = new Uri("http://127.0.0.1:8080") }, "no certificate is shown");
        Names(Mapped with { RootCertificatePath = "roots.pem" }, "must be a whole one");
        var direct = new Provider { Id = "d", Name = "D", Mode = ProviderMode.Direct, BaseUri = new Uri("https://api.example.com") };
        Names(direct with { CertificateThumbprint = Thumbprint }, "use Mapped mode");
        Names(direct with { Proxy = new Uri("http://proxy.example.com") }, "use Mapped mode");
    }

    [Fact]
    public void A_thumbprint_is_stored_and_read_back()
    {
        _home.AddMapped("kimi");
        new ProviderChanges(_home.Context()).Change("kimi", provider => provider with { CertificateThumbprint = Thumbprint }, null, out _);
        Assert.Equal(Thumbprint, _home.Context().Store.Read().Find("kimi")!.CertificateThumbprint);
        new ProviderChanges(_home.Context()).Change("kimi", provider => provider with { CertificateThumbprint = null }, null, out _);
        Assert.Null(_home.Context().Store.Read().Find("kimi")!.CertificateThumbprint);
    }

    private static void Names(Provider provider, string told) => Assert.Contains(told, string.Join(" ", ProviderRules.Problems(provider)), StringComparison.Ordinal);
}
