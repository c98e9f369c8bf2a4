using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Tests.Support;
using ClaudeDesktop.Usage.Prices;
using Xunit;

namespace ClaudeDesktop.Tests.Usage.Prices;

public sealed class PriceDownloadTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_list_comes_whole_and_is_asked_for_without_credentials()
    {
        await using var server = new LoopbackServer { Answer = (_, stream, _) => LoopbackServer.SendAsync(stream, 200, "application/json", "[]") };
        Assert.Equal("[]", Encoding.UTF8.GetString(await PriceDownload.FetchAsync(server.Root, Long, TestContext.Current.CancellationToken)));
        Assert.DoesNotContain(Assert.Single(server.Calls).Headers.Keys, name => name.Contains("auth", StringComparison.OrdinalIgnoreCase) || name.Contains("cookie", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("http://prices.example.com/list.json")]
    [InlineData("https://user:secret@prices.example.com/list.json")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/x")]
    public async Task Only_tls_or_this_machine_is_asked_and_nobody_with_a_password_in_the_address(string address)
    {
        var error = await Assert.ThrowsAsync<ClaudeDesktopException>(() => PriceDownload.FetchAsync(new Uri(address), Long, TestContext.Current.CancellationToken));
        Assert.Equal(ErrorCode.PriceSourceRefused, error.Code);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(302, "sends on to another address")]
    [InlineData(404, "status 404")]
    public async Task Another_answer_than_the_list_is_told_and_never_followed(int status, string why)
    {
        await using var server = new LoopbackServer();
        server.Answer = (_, stream, _) => LoopbackServer.SendAsync(stream, status, "text/plain", "no", $"Location: {server.Root}other\r\n");
        var error = await Assert.ThrowsAsync<ClaudeDesktopException>(() => PriceDownload.FetchAsync(server.Root, Long, TestContext.Current.CancellationToken));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_list_without_end_is_given_up()
    {
        await using var server = new LoopbackServer
        {
            Answer = async (_, stream, stop) =>
            {
                await LoopbackServer.StartStreamAsync(stream, "application/json");
                var block = new byte[64 * 1024];
                while (!stop.IsCancellationRequested)
                    await stream.WriteAsync(block, stop);
            },
        };
        var error = await Assert.ThrowsAsync<ClaudeDesktopException>(() => PriceDownload.FetchAsync(server.Root, Long, TestContext.Current.CancellationToken));
        Assert.Contains("larger than 4 MiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        await using var server = new LoopbackServer { Answer = (_, _, stop) => Task.Delay(-1, stop) };
        var error = await Assert.ThrowsAsync<ClaudeDesktopException>(() => PriceDownload.FetchAsync(server.Root, TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken));
        Assert.Contains("nothing whole came", error.Message, StringComparison.Ordinal);
    }
}
