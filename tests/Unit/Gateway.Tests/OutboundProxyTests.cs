using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Upstreams;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class OutboundProxyTests
{
    private const string Upstream = "https://upstream.invalid/v1";

    [Theory]
    [InlineData("http://localhost:1/")]
    [InlineData("http://LOCALHOST/")]
    [InlineData("http://localhost./")]
    [InlineData("http://ollama.localhost:11434/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1.2.3/")]
    [InlineData("http://127.1/")]
    [InlineData("http://[::1]:80/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    public void This_machines_own_addresses_are_asked_directly(string address)
    {
        var proxy = new OutboundProxy(new Uri("http://proxy.example.com:8080"));
        Assert.True(proxy.IsBypassed(new Uri(address)));
        Assert.Null(proxy.GetProxy(new Uri(address)));
    }

    [Theory]
    [InlineData("https://api.example.com/")]
    [InlineData("https://localhost.example.com/")]
    [InlineData("https://127.0.0.1.example.com/")]
    [InlineData("https://notlocalhost/")]
    [InlineData("https://10.0.0.1/")]
    public void All_others_go_through_the_proxy_that_is_named(string address) =>
        Assert.Equal(new Uri("http://proxy.example.com:8080"), new OutboundProxy(new Uri("http://proxy.example.com:8080")).GetProxy(new Uri(address)));

    [Fact]
    public async Task A_providers_own_proxy_is_used_and_shown_no_key()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Enable(gateway.Provider("test", ApiFormat.OpenAIChat, "m") with { BaseUri = new Uri(Upstream), Proxy = new Uri($"http://{proxy.LocalEndpoint}") });
        var asking = gateway.PostAsync(Bodies.Ask);
        var seen = await RefuseAsync(proxy);
        using var response = await asking;
        Assert.StartsWith("CONNECT upstream.invalid:443 HTTP/1.1\r\n", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(TestGateway.Key, seen, StringComparison.Ordinal);
        Assert.Contains("the proxy refused the connection", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTPS_PROXY")]
    [InlineData("https_proxy")]
    [InlineData("ALL_PROXY")]
    public async Task The_systems_proxy_is_used_without_one_of_its_own(string variable)
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        using var child = new ChildGateway(new Dictionary<string, string> { [variable] = $"http://{proxy.LocalEndpoint}" }, "serve", "--port", "0");
        var asking = AskAsync(child);
        Assert.StartsWith("CONNECT upstream.invalid:443 HTTP/1.1\r\n", await RefuseAsync(proxy), StringComparison.Ordinal);
        Assert.Contains("the proxy refused the connection", await asking, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_NO_PROXY_names_is_asked_directly()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        using var child = new ChildGateway(new Dictionary<string, string> { ["HTTPS_PROXY"] = $"http://{proxy.LocalEndpoint}", ["NO_PROXY"] = "upstream.invalid" }, "serve", "--port", "0");
        var told = await AskAsync(child);
        Assert.False(proxy.Pending());
        Assert.DoesNotContain("proxy", told, StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(ChildGateway child)
    {
        var port = (await child.LineAsync()).GetProperty("port").GetInt32();
        var home = new DataHome(HostSystem.Current, child.Home);
        var secrets = new FileSecretStore(home, new FileOperations());
        secrets.Set(SecretNames.ProviderKey("p"), TestGateway.Key);
        var store = new ProviderStore(home, new FileOperations());
        using (store.Lock())
        {
            var before = store.Read();
            var provider = new Provider
            {
                Id = "p",
                Name = "p",
                Mode = ProviderMode.Mapped,
                ApiFormat = ApiFormat.OpenAIChat,
                BaseUri = new Uri(Upstream),
                Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = "m" }],
            };
            store.Write(before.With(provider).WithActive("p"), before);
        }

        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/claude-desktop/v1/messages") { Content = new StringContent(Bodies.Ask, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("x-api-key", GatewayToken.GetOrCreate(secrets));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> RefuseAsync(TcpListener proxy)
    {
        using var client = await proxy.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        var buffer = new byte[16 * 1024];
        var length = await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
