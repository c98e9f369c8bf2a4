using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Hostile;

/// <summary>The token in every form but the right one.</summary>
public sealed class TokenTests(HostileGateway gateway) : IClassFixture<HostileGateway>
{
    private static readonly Dictionary<string, Func<string, string>> Wrong = new()
    {
        ["none"] = _ => "",
        ["an empty key"] = _ => "x-api-key:\r\n",
        ["an empty authorization"] = _ => "Authorization:\r\n",
        ["a bearer of nothing"] = _ => "Authorization: Bearer\r\n",
        ["a bearer of a blank"] = _ => "Authorization: Bearer  \r\n",
        ["another key"] = _ => "x-api-key: cd-wrong\r\n",
        ["all but the last letter"] = token => $"x-api-key: {token[..^1]}\r\n",
        ["all but the first letter"] = token => $"x-api-key: {token[1..]}\r\n",
        ["one letter more"] = token => $"x-api-key: {token}x\r\n",
        ["one letter before"] = token => $"x-api-key: x{token}\r\n",
        ["the first letter alone"] = token => $"x-api-key: {token[0]}\r\n",
        ["the prefix alone"] = _ => "x-api-key: cd-\r\n",
        ["in capitals"] = token => $"x-api-key: {token.ToUpperInvariant()}\r\n",
        ["in the other case"] = token => $"x-api-key: {string.Concat(token.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)))}\r\n",
        ["in quotes"] = token => $"x-api-key: \"{token}\"\r\n",
        ["twice in one"] = token => $"x-api-key: {token}{token}\r\n",
        ["in a list"] = token => $"x-api-key: {token}, {token}\r\n",
        ["in two headers"] = token => $"x-api-key: {token}\r\nx-api-key: {token}\r\n",
        ["right and then wrong"] = token => $"x-api-key: {token}\r\nx-api-key: wrong\r\n",
        ["as two bearers"] = token => $"Authorization: Bearer {token}\r\nAuthorization: Bearer {token}\r\n",
        ["a right key and a wrong bearer"] = token => $"x-api-key: {token}\r\nAuthorization: Bearer wrong\r\n",
        ["a wrong key and a right bearer"] = token => $"x-api-key: wrong\r\nAuthorization: Bearer {token}\r\n",
        ["a right key and a name with a password"] = token => $"x-api-key: {token}\r\nAuthorization: Basic dXNlcjpwYXNz\r\n",
        ["a bearer of the key's own name"] = token => $"Authorization: Bearer Bearer {token}\r\n",
        ["a bearer without a blank"] = token => $"Authorization: Bearer{token}\r\n",
        ["an authorization without a scheme"] = token => $"Authorization: {token}\r\n",
        ["as a password"] = token => $"Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes("user:" + token))}\r\n",
        ["as a basic scheme's text"] = token => $"Authorization: Basic {token}\r\n",
        ["as a digest"] = token => $"Authorization: Digest {token}\r\n",
        ["as a token scheme"] = token => $"Authorization: Token {token}\r\n",
        ["for a proxy"] = token => $"Proxy-Authorization: Bearer {token}\r\n",
        ["as a cookie"] = token => $"Cookie: token={token}; x-api-key={token}; Authorization=Bearer {token}\r\n",
        ["in other headers"] = token => $"x-goog-api-key: {token}\r\napi-key: {token}\r\nX-Auth-Token: {token}\r\nx_api_key: {token}\r\n",
        ["in another script's letters"] = token => $"x-api-key: {Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(string.Concat(token.Select(c => c is > ' ' and <= '~' ? (char)(c - ' ' + '\uFF00') : c))))}\r\n",
        ["with a zero-width blank"] = token => $"x-api-key: {token}{Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("\u200B"))}\r\n",
        ["of 30,000 letters"] = _ => $"x-api-key: {new string('a', 30_000)}\r\n",
    };

    public static TheoryData<string> Names => [.. Wrong.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_token_that_is_not_the_token_opens_nothing(string how) =>
        await gateway.RefusesAsync(gateway.Request(token: Wrong[how](gateway.Gateway.Token)), 401, "authentication_error");

    [Theory]
    [InlineData("?x-api-key={token}")]
    [InlineData("?token={token}&access_token={token}&key={token}")]
    [InlineData("?Authorization=Bearer%20{token}")]
    public async Task A_token_in_the_address_opens_nothing(string query) =>
        await gateway.RefusesAsync(gateway.Request(target: HostileGateway.Messages + query, token: ""), 401, "authentication_error");

    [Theory]
    [InlineData("POST", "/claude-desktop/v1/messages")]
    [InlineData("POST", "/claude-desktop/v1/messages/count_tokens")]
    [InlineData("GET", "/claude-desktop/v1/models")]
    [InlineData("GET", "/claude-desktop/v1/models/claude-sonnet-5")]
    [InlineData("GET", "/claude-desktop/v1/other")]
    public async Task Without_it_nothing_is_told_apart(string method, string target) => await gateway.RefusesAsync(gateway.Request(method, target, token: ""), 401, "authentication_error");

    [Fact]
    public async Task A_token_of_a_million_letters_is_not_read_to_its_end() =>
        await gateway.RefusesAsync(gateway.Request(token: $"x-api-key: {new string('a', 1_000_000)}\r\n"), 431, null);

    [Theory]
    [InlineData("x-api-key: \u00e9\r\n")]
    [InlineData("x-api-key: {token}\0\r\n")]
    [InlineData("Authorization: Bearer {token}\u0000x\r\n")]
    public async Task A_header_that_is_no_text_is_not_even_read(string token) => await gateway.RefusesAsync(gateway.Request(token: token), 400, null);

    [Theory]
    [InlineData("x-api-key: {token}\r\nAuthorization: Bearer {token}\r\n")]
    [InlineData("x-api-key:\r\nAuthorization: Bearer {token}\r\n")]
    [InlineData("Authorization: BEARER {token}\r\n")]
    public async Task The_same_token_in_both_forms_is_let_in(string token)
    {
        var answer = Assert.Single(await RawConnection.AskAsync(gateway.Port, gateway.Request(token: token)));
        Assert.Equal(200, answer.Status);
    }
}
