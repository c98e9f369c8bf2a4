using System.Threading.Tasks;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Hostile;

/// <summary>Addresses that mean another place than they seem to, and methods that nobody asked for.</summary>
public sealed class AddressTests(HostileGateway gateway) : IClassFixture<HostileGateway>
{
    private const string NotFound = "not_found_error";

    [Theory]
    [InlineData("/")]
    [InlineData("/v1/messages")]
    [InlineData("//claude-desktop/v1/messages")]
    [InlineData("/claude-desktop//v1/messages")]
    [InlineData("/claude-desktop/v1//messages")]
    [InlineData("/claude-desktop/v1/messages/")]
    [InlineData("/claude-desktop/./v1/messages")]
    [InlineData("/claude-desktop/../claude-desktop/v1/messages")]
    [InlineData("/healthz/../claude-desktop/v1/messages")]
    [InlineData("/claude-desktop/v1/models/../messages")]
    [InlineData("/claude-desktop/v1/models/%2e%2e/messages")]
    [InlineData("/claude-desktop/v1/messages/count_tokens/..")]
    [InlineData("/claude-desktop/%2e%2e/claude-desktop/v1/messages")]
    [InlineData("/claude-desktop/%2E/v1/messages")]
    [InlineData("/claude-desktop/%252e%252e/v1/messages")]
    [InlineData("/claude-desktop%2fv1/messages")]
    [InlineData("/claude-desktop/v1%2Fmessages")]
    [InlineData("/claude-desktop/v1%5cmessages")]
    [InlineData("/claude-desktop\\v1\\messages")]
    [InlineData("/claude-desktop/v1/mess%61ges")]
    [InlineData("/Claude-Desktop/v1/messages")]
    [InlineData("/claude-desktop/V1/messages")]
    [InlineData("/claude-desktop/v1/Messages")]
    [InlineData("/claude-desktop/v1/messages.")]
    [InlineData("/claude-desktop/v1/messages..")]
    [InlineData("/claude-desktop/v1/messages%20")]
    [InlineData("/claude-desktop/v1/messages;a=b")]
    [InlineData("/claude-desktop/v1/messages:80")]
    [InlineData("/claude-desktop/v1/messages%")]
    [InlineData("/claude-desktop/v1/messages%zz")]
    [InlineData("/claude-desktop/v1/messages#x")]
    [InlineData("/claude-desktop/v1/messages%c3%28")]
    [InlineData("/claude-desktop/v1/messages%e2%80%ae")]
    [InlineData("/claude-desktop/v1/messages.json")]
    [InlineData("/claude-desktop/../../../../etc/passwd")]
    [InlineData("/claude-desktopx/v1/messages")]
    [InlineData("/claude-desktop")]
    [InlineData("http://127.0.0.1:{port}/claude-desktop/v1/messages")]
    [InlineData("http://evil@127.0.0.1:{port}/claude-desktop/v1/messages")]
    [InlineData("https://127.0.0.1:{port}/claude-desktop/v1/messages")]
    public async Task An_address_has_one_spelling(string target) => await gateway.RefusesAsync(gateway.Request(target: target), 404, NotFound);

    [Theory]
    [InlineData("/claude-desktop/v1/messages%00")]
    [InlineData("/claude-desktop/v1/messages\0")]
    [InlineData("/claude-desktop/v1/messages\u00e9")]
    [InlineData("claude-desktop/v1/messages")]
    [InlineData("http://evil.example/claude-desktop/v1/messages")]
    [InlineData("file:///claude-desktop/v1/messages")]
    [InlineData("/claude-desktop/v1/messages HTTP/1.1\r\nHost: evil.example\r\nX:")]
    public async Task An_address_that_is_none_is_not_even_read(string target) => await gateway.RefusesAsync(gateway.Request(target: target), 400, null);

    [Theory]
    [InlineData("OPTIONS", "/claude-desktop/v1/messages", 405, "invalid_request_error")]
    [InlineData("TRACE", "/claude-desktop/v1/messages", 405, "invalid_request_error")]
    [InlineData("PUT", "/claude-desktop/v1/messages", 405, "invalid_request_error")]
    [InlineData("PATCH", "/claude-desktop/v1/messages", 405, "invalid_request_error")]
    [InlineData("DELETE", "/claude-desktop/v1/messages", 405, "invalid_request_error")]
    [InlineData("GET", "/claude-desktop/v1/messages", 405, "invalid_request_error")]
    [InlineData("QUERY", "/claude-desktop/v1/messages", 405, "invalid_request_error")]
    [InlineData("DEBUG", "/claude-desktop/v1/messages/count_tokens", 405, "invalid_request_error")]
    [InlineData("POST", "/claude-desktop/v1/models", 405, "invalid_request_error")]
    [InlineData("POST", "/claude-desktop/v1/models/claude-sonnet-5", 405, "invalid_request_error")]
    [InlineData("POST", "/healthz", 405, "invalid_request_error")]
    [InlineData("TRACE", "/healthz", 405, "invalid_request_error")]
    [InlineData("OPTIONS", "*", 404, NotFound)]
    [InlineData("CONNECT", "127.0.0.1:{port}", 404, NotFound)]
    [InlineData("POST", "*", 405, null)]
    public async Task A_method_that_is_not_meant_is_refused(string method, string target, int status, string? type) =>
        await gateway.RefusesAsync(gateway.Request(method, target), status, type);

    [Fact]
    public async Task A_tunnel_to_another_host_is_refused() => await gateway.RefusesAsync(gateway.Request("CONNECT", "evil.example:443", "evil.example:443", body: "", length: ""), 403, "permission_error");

    [Theory]
    [InlineData("X-HTTP-Method-Override: POST\r\n")]
    [InlineData("X-Method-Override: POST\r\n")]
    [InlineData("X-Original-URL: /claude-desktop/v1/messages\r\n")]
    [InlineData("X-Rewrite-URL: /claude-desktop/v1/messages\r\n")]
    [InlineData("X-Forwarded-Prefix: /claude-desktop\r\n")]
    public async Task No_header_changes_what_was_asked(string header) => await gateway.RefusesAsync(gateway.Request("GET", "/claude-desktop/v1/other", headers: header), 404, NotFound);

    [Fact]
    public async Task A_models_name_may_be_escaped_since_some_names_must()
    {
        var answer = Assert.Single(await RawConnection.AskAsync(gateway.Port, gateway.Request("GET", "/claude-desktop/v1/models/claude-sonnet-5%5B1m%5D", body: "", length: "")));
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("/claude-desktop/v1/models/..%2f..%2fetc%2fpasswd")]
    [InlineData("/claude-desktop/v1/models/%0d%0aX-Evil:%201")]
    public async Task A_models_name_is_looked_up_and_nothing_else(string target) => await gateway.RefusesAsync(gateway.Request("GET", target, body: "", length: ""), 404, NotFound);
}
