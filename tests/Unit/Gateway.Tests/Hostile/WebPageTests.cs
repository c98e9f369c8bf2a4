using System.Threading.Tasks;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Hostile;

/// <summary>What a web page in the user's browser can bring about, and what a name that is made to point here can.</summary>
public sealed class WebPageTests(HostileGateway gateway) : IClassFixture<HostileGateway>
{
    private const string Forbidden = "permission_error";

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:{port}")]
    [InlineData("127.0.0.1.evil.example:{port}")]
    [InlineData("evil.example.127.0.0.1:{port}")]
    [InlineData("localhost.evil.example:{port}")]
    [InlineData("evil-localhost:{port}")]
    [InlineData("xlocalhost:{port}")]
    [InlineData("localhost.:{port}")]
    [InlineData("127.0.0.1.:{port}")]
    [InlineData("127-0-0-1.nip.example:{port}")]
    [InlineData("0.0.0.0:{port}")]
    [InlineData("127.1:{port}")]
    [InlineData("127.0.0.2:{port}")]
    [InlineData("0127.0.0.1:{port}")]
    [InlineData("0x7f.0.0.1:{port}")]
    [InlineData("2130706433:{port}")]
    [InlineData("[::ffff:127.0.0.1]:{port}")]
    [InlineData("[0:0:0:0:0:0:0:1]:{port}")]
    [InlineData("169.254.169.254:{port}")]
    [InlineData("host.docker.internal:{port}")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:{other}")]
    [InlineData("127.0.0.1:0{port}0")]
    [InlineData("localhost")]
    [InlineData("")]
    public async Task A_host_that_is_not_its_own_is_refused(string host) => await gateway.RefusesAsync(gateway.Request(host: host), 403, Forbidden);

    [Theory]
    [InlineData("127.0.0.1:{port}@evil.example")]
    [InlineData("evil.example@127.0.0.1:{port}")]
    [InlineData("127.0.0.1:{port}/")]
    [InlineData("127.0.0.1:{port}#")]
    [InlineData("127.0.0.1:{port}, evil.example")]
    [InlineData("127.0.0.1 :{port}")]
    [InlineData("[::]:{port}")]
    [InlineData("127.0.0.1:{port}\0")]
    [InlineData("l\u00f6calhost:{port}")]
    public async Task A_host_that_is_none_is_not_even_read(string host) => await gateway.RefusesAsync(gateway.Request(host: host), 400, null);

    [Theory]
    [InlineData("Host: evil.example\r\n")]
    [InlineData("Host: 127.0.0.1:{port}\r\n")]
    [InlineData("host: 127.0.0.1:{port}\r\n")]
    public async Task A_second_host_is_not_even_read(string second) => await gateway.RefusesAsync(gateway.Request(headers: gateway.Fill(second)), 400, null);

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://127.0.0.1:{port}")]
    [InlineData("http://localhost:{port}")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("file://")]
    [InlineData("chrome-extension://abcdefghijklmnop")]
    [InlineData("app://.")]
    public async Task An_origin_is_refused_whatever_it_names(string origin) => await gateway.RefusesAsync(gateway.Request(headers: $"Origin: {gateway.Fill(origin)}\r\n"), 403, Forbidden);

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("same-origin")]
    [InlineData("CROSS-SITE")]
    [InlineData("")]
    [InlineData("none, cross-site")]
    [InlineData("none\r\nSec-Fetch-Site: cross-site")]
    public async Task A_request_that_a_page_began_is_refused(string site) => await gateway.RefusesAsync(gateway.Request(headers: $"Sec-Fetch-Site: {site}\r\n"), 403, Forbidden);

    [Theory]
    [InlineData("Sec-Fetch-Site: none\r\n")]
    [InlineData("Sec-Fetch-Mode: cors\r\n")]
    [InlineData("Anthropic-Dangerous-Direct-Browser-Access: true\r\n")]
    public async Task What_programs_send_that_are_no_page_is_let_in(string headers)
    {
        var answer = Assert.Single(await RawConnection.AskAsync(gateway.Port, gateway.Request(headers: headers)));
        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task A_preflight_is_granted_nothing()
    {
        var answer = Assert.Single(await RawConnection.AskAsync(gateway.Port, gateway.Request(
            "OPTIONS", token: "", headers: "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Private-Network: true\r\n", body: "")));
        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", System.StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("text/html")]
    [InlineData("application/json-seq")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonx")]
    [InlineData("/")]
    public async Task What_a_form_can_send_is_no_request(string type) => await gateway.RefusesAsync(gateway.Request(headers: $"Content-Type: {type}\r\n"), 415, "invalid_request_error");
}
