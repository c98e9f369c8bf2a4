using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Hostile;

/// <summary>Requests that are too large in one way or another.</summary>
public sealed class SizeTests(HostileGateway gateway) : IClassFixture<HostileGateway>
{
    private const string TooLarge = "request_too_large";
    private static readonly int Most = HostileGateway.Limits.BodyBytes;

    [Fact]
    public async Task A_first_line_of_more_than_8_KiB_is_refused() => await gateway.RefusesAsync(gateway.Request(target: HostileGateway.Messages + "?" + new string('a', 9 * 1024)), 414, null);

    [Theory]
    [InlineData(1, 40_000)]
    [InlineData(50, 1000)]
    [InlineData(101, 1)]
    [InlineData(20_000, 1)]
    public async Task Headers_that_are_too_many_or_too_long_are_refused(int count, int length) =>
        await gateway.RefusesAsync(gateway.Request(headers: string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: {new string('a', length)}\r\n"))), 431, null);

    [Fact]
    public async Task A_body_of_one_byte_too_many_is_refused_before_it_is_sent() => await gateway.RefusesAsync(gateway.Request(length: $"Content-Length: {Most + 1}\r\n", body: "{"), 413, TooLarge);

    [Fact]
    public async Task A_client_that_asks_first_is_not_told_to_send_it() =>
        await gateway.RefusesAsync(gateway.Request(headers: "Expect: 100-continue\r\n", length: $"Content-Length: {Most + 1}\r\n", body: ""), 413, TooLarge);

    [Fact]
    public async Task Chunks_that_add_up_to_too_much_are_refused()
    {
        var chunk = $"4000\r\n{new string(' ', 0x4000)}\r\n";
        var body = string.Concat(Enumerable.Repeat(chunk, (Most / 0x4000) + 1)) + "0\r\n\r\n";
        await gateway.RefusesAsync(gateway.Request(length: "Transfer-Encoding: chunked\r\n", body: body), 413, TooLarge);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_body_that_unpacks_to_too_much_is_refused(string encoding)
    {
        PublishedForm.SkipWhen(true, PublishedForm.SmallLimit);
        var bomb = Encoding.Latin1.GetString(Compression.Compress(encoding, new string(' ', 100 * Most)));
        Assert.True(bomb.Length < Most);
        await gateway.RefusesAsync(gateway.Request(headers: $"Content-Encoding: {encoding}\r\n", body: bomb), 413, TooLarge);
        await gateway.RefusesAsync(gateway.Request(headers: $"Content-Encoding: {encoding}\r\n", length: "Transfer-Encoding: chunked\r\n", body: $"{bomb.Length:x}\r\n{bomb}\r\n0\r\n\r\n"), 413, TooLarge);
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_read()
    {
        var body = Bodies.Ask + new string(' ', Most - Bodies.Ask.Length);
        var answer = Assert.Single(await RawConnection.AskAsync(gateway.Port, gateway.Request(body: body)));
        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Unless_told_otherwise_the_limit_is_64_MiB()
    {
        await using var usual = await TestGateway.ChatAsync();
        var request = $"POST {HostileGateway.Messages} HTTP/1.1\r\nHost: 127.0.0.1:{usual.Server.Port}\r\nx-api-key: {usual.Token}\r\nContent-Length: {(64 * 1024 * 1024) + 1}\r\n\r\n";
        var answer = Assert.Single(await RawConnection.AskAsync(usual.Server.Port, request));
        Assert.Equal((413, TooLarge, "The request body is larger than 64 MiB."), (answer.Status, answer.ErrorType, answer.ErrorMessage));
    }
}
