using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Hostile;

/// <summary>Requests whose lines or end two readers see at different places, and what is no HTTP at all.</summary>
public sealed class SmugglingTests(HostileGateway gateway) : IClassFixture<HostileGateway>
{
    private const string Refused = "invalid_request_error";
    private static readonly string Length = $"Content-Length: {Bodies.Ask.Length}\r\n";
    private static readonly string Chunks = $"{Bodies.Ask.Length:x}\r\n{Bodies.Ask}\r\n0\r\n\r\n";

    // Where the server refuses before there is a request, there is no envelope.
    private static readonly Dictionary<string, (string Framing, string Body, int Status, string? Type)> Framings = new()
    {
        ["a length and chunks"] = ($"{Length}Transfer-Encoding: chunked\r\n", Chunks, 400, Refused),
        ["chunks and a shorter length"] = ("Transfer-Encoding: chunked\r\nContent-Length: 6\r\n", Chunks, 400, Refused),
        ["two lengths"] = ($"{Length}Content-Length: 6\r\n", Bodies.Ask, 400, null),
        ["the same length twice"] = ($"{Length}{Length}", Bodies.Ask, 400, null),
        ["a list of lengths"] = ("Content-Length: 5, 5\r\n", Bodies.Ask, 400, null),
        ["a length below zero"] = ("Content-Length: -1\r\n", Bodies.Ask, 400, null),
        ["a length in hexadecimal digits"] = ("Content-Length: 0x5\r\n", Bodies.Ask, 400, null),
        ["a length that no number holds"] = ("Content-Length: 99999999999999999999\r\n", Bodies.Ask, 400, null),
        ["the largest length"] = ("Content-Length: 9223372036854775807\r\n", Bodies.Ask, 413, "request_too_large"),
        ["a coding that is not known"] = ("Transfer-Encoding: xchunked\r\n", Chunks, 400, null),
        ["chunks that are not last"] = ("Transfer-Encoding: chunked, identity\r\n", Chunks, 400, null),
        ["identity as a coding"] = ("Transfer-Encoding: identity\r\n", Bodies.Ask, 400, null),
        ["a coding before the chunks"] = ("Transfer-Encoding: gzip, chunked\r\n", Chunks, 400, Refused),
        ["chunks twice"] = ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", Chunks, 400, Refused),
        ["chunks twice in a list"] = ("Transfer-Encoding: chunked, chunked\r\n", Chunks, 400, Refused),
        ["a blank before the colon"] = ("Transfer-Encoding : chunked\r\n", Chunks, 400, null),
        ["a vertical tab before the coding"] = ("Transfer-Encoding: \vchunked\r\n", Chunks, 400, null),
        ["a quoted coding"] = ("Transfer-Encoding: \"chunked\"\r\n", Chunks, 400, null),
        ["a folded header"] = ($"X-A: b\r\n c\r\n{Length}", Bodies.Ask, 400, null),
        ["a folded coding"] = ($"Transfer-Encoding:\r\n chunked\r\n{Length}", Chunks, 400, null),
        ["a line feed alone between two headers"] = ($"X-A: b\n{Length}", Bodies.Ask, 400, null),
        ["a carriage return alone between two headers"] = ($"X-A: b\rX-B: c\r\n{Length}", Bodies.Ask, 400, null),
        ["a NUL in a header"] = ($"X-A: b\0c\r\n{Length}", Bodies.Ask, 400, null),
        ["a header without a colon"] = ($"X-A\r\n{Length}", Bodies.Ask, 400, null),
        ["a header without a name"] = ($": b\r\n{Length}", Bodies.Ask, 400, null),
        ["a chunk of a negative size"] = ("Transfer-Encoding: chunked\r\n", $"-5\r\n{Chunks}", 400, Refused),
        ["a chunk's size with 0x"] = ("Transfer-Encoding: chunked\r\n", $"0x{Chunks}", 400, Refused),
        ["a chunk's size that no number holds"] = ("Transfer-Encoding: chunked\r\n", $"ffffffffffffffff\r\n{Chunks}", 400, Refused),
        ["a chunk's extension with a line feed"] = ("Transfer-Encoding: chunked\r\n", $"{Bodies.Ask.Length:x};a\nb\r\n{Bodies.Ask}\r\n0\r\n\r\n", 400, Refused),
        ["a chunk's extension without an end"] = ("Transfer-Encoding: chunked\r\n", $"1;{new string('a', 512 * 1024)}\r\n{{\r\n0\r\n\r\n", 413, "request_too_large"),
        ["a chunk that is longer than it says"] = ("Transfer-Encoding: chunked\r\n", $"{Bodies.Ask.Length:x}\r\n{Bodies.Ask}0\r\n\r\n", 400, Refused),
        ["a chunk's size that ends in a line feed"] = ("Transfer-Encoding: chunked\r\n", $"{Bodies.Ask.Length:x}\n{Bodies.Ask}\r\n0\r\n\r\n", 400, Refused),
    };

    public static TheoryData<string> Names => [.. Framings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_end_that_can_be_read_in_two_ways_is_refused(string framing)
    {
        var (headers, body, status, type) = Framings[framing];
        PublishedForm.SkipWhen(body.Length > HostileGateway.Usual, PublishedForm.SmallLimit);
        await gateway.RefusesAsync(gateway.Request(length: headers, body: body), status, type);
    }

    [Theory]
    [InlineData("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n", "0\r\n\r\n")]
    [InlineData("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n")]
    [InlineData("Content-Length: 0\r\nContent-Length: 44\r\n", "")]
    public async Task What_hides_behind_such_an_end_is_never_answered(string framing, string end)
    {
        var hidden = gateway.Request();
        var open = gateway.Request(length: framing, body: end).Replace("Connection: close\r\n", "", StringComparison.Ordinal);
        var answer = Assert.Single(await RawConnection.AskAsync(gateway.Port, open + hidden));
        Assert.Equal(400, answer.Status);
        await gateway.AnswersAsync();
    }

    [Theory]
    [InlineData("POST /claude-desktop/v1/messages HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nx-api-key: {token}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, Refused)]
    [InlineData("POST /claude-desktop/v1/messages HTTP/1.0\r\nContent-Length: 0\r\nx-api-key: {token}\r\n\r\n", 403, "permission_error")]
    [InlineData("POST /claude-desktop/v1/messages HTTP/1.1\r\nx-api-key: {token}\r\n\r\n", 400, null)]
    [InlineData("POST /claude-desktop/v1/messages HTTP/1.1\nHost: 127.0.0.1:{port}\nx-api-key: {token}\n\n", 400, null)]
    [InlineData("POST /claude-desktop/v1/messages HTTP/1.2\r\nHost: 127.0.0.1:{port}\r\n\r\n", 505, null)]
    [InlineData("POST /claude-desktop/v1/messages HTTP/2.0\r\nHost: 127.0.0.1:{port}\r\n\r\n", 505, null)]
    [InlineData("POST /claude-desktop/v1/messages\r\n\r\n", 400, null)]
    [InlineData("POST  /claude-desktop/v1/messages HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n", 400, null)]
    [InlineData("POST /claude-desktop/v1/messages HTTP/1.1 \r\nHost: 127.0.0.1:{port}\r\n\r\n", 400, null)]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n", 400, null)]
    [InlineData("EHLO evil.example\r\n", 400, null)]
    public async Task What_is_no_request_of_HTTP_1_1_is_refused(string request, int status, string? type) => await gateway.RefusesAsync(gateway.Fill(request), status, type);

    [Fact]
    public async Task HTTP_2_is_not_spoken()
    {
        Assert.Empty(await RawConnection.AskAsync(gateway.Port, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        await gateway.AnswersAsync();
    }

    [Fact]
    public async Task A_request_to_change_the_protocol_changes_nothing()
    {
        var request = gateway.Request(headers: "Upgrade: h2c, websocket\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n").Replace("Connection: close", "Connection: close, Upgrade, HTTP2-Settings", StringComparison.Ordinal);
        var answer = Assert.Single(await RawConnection.AskAsync(gateway.Port, request));
        Assert.Equal(200, answer.Status);
    }
}
