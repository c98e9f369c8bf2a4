using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class FileLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cd-log-").FullName;

    private string Log => Path.Combine(_folder, "logs", "gateway.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_line_has_its_time_its_level_and_no_line_break_or_control_character_from_outside()
    {
        await WriteAsync(LogLevel.Information, log => log.Log(LogLevel.Warning, "one\ntwo\u001b[31m\r\nthree"));
        Assert.Equal(["2026-11-20T12:00:00.000Z Warning     one two [31m  three"], await LinesAsync());
    }

    [Fact]
    public async Task What_is_less_grave_than_was_asked_for_is_left_out()
    {
        await WriteAsync(LogLevel.Error, log =>
        {
            log.Log(LogLevel.Information, "a");
            log.Log(LogLevel.Warning, "b");
            log.Failed("PortTaken", "c");
            log.Request(new RequestRecord { Time = default, Method = "POST", Path = "/v1/messages", Status = 200 });
        });
        Assert.EndsWith(" Error       PortTaken: c", Assert.Single(await LinesAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("logs/gateway.log")]
    public async Task A_link_in_the_logs_place_is_not_followed_and_ends_no_gateway(string place)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making a link takes a right there that a test need not have.");
        var elsewhere = Directory.CreateDirectory(Path.Combine(_folder, "elsewhere")).FullName;
        var target = Path.Combine(elsewhere, "gateway.log");
        await File.WriteAllTextAsync(target, "mine", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, place))!);
        File.CreateSymbolicLink(Path.Combine(_folder, place), place == "logs" ? elsewhere : target);

        await WriteAsync(LogLevel.Information, log =>
        {
            log.Log(LogLevel.Warning, "one");
            log.Log(LogLevel.Warning, "two");
        });

        Assert.Equal("mine", await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken));
        Assert.Equal(ErrorCode.FileIsLink, Assert.Throws<ClaudeDesktopException>(() => new RotatingFile(Log).Append("three")).Code);
    }

    [Fact]
    public void A_full_file_begins_anew_and_only_the_last_full_ones_stay()
    {
        var file = new RotatingFile(Log, mostBytes: 10, kept: 2);
        foreach (var text in (string[])["first....", "second...", "third....", "fourth..."])
            file.Append(text);
        Assert.Equal(["gateway.1.log=third....", "gateway.2.log=second...", "gateway.log=fourth..."], Directory.GetFiles(Path.GetDirectoryName(Log)!)
            .Select(path => $"{Path.GetFileName(path)}={File.ReadAllText(path)}").Order());
    }

    [Fact]
    public void A_text_that_is_longer_than_a_file_may_be_is_written_all_the_same()
    {
        var file = new RotatingFile(Log, mostBytes: 10, kept: 2);
        file.Append("much longer than ten");
        Assert.Equal("much longer than ten", File.ReadAllText(Log));
    }

    [Fact]
    public void Only_its_user_reads_it_even_where_it_was_there_before()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes; the file inherits the rights of the user's own folder.");
        Directory.CreateDirectory(Path.GetDirectoryName(Log)!);
        File.WriteAllText(Log, "");
        File.SetUnixFileMode(Log, (UnixFileMode)0b110_100_100);
        new RotatingFile(Log).Append("a");
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(Log));
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_stops_nobody()
    {
        File.WriteAllText(Path.Combine(_folder, "logs"), "a file where the folder should be");
        await WriteAsync(LogLevel.Information, log => log.Log(LogLevel.Error, "lost"));
        Assert.True(File.Exists(Path.Combine(_folder, "logs")));
    }

    [Fact]
    public async Task A_request_is_one_line_without_its_content()
    {
        await WriteAsync(LogLevel.Information, log => log.Request(new RequestRecord
        {
            Time = default,
            Method = "POST",
            Path = "/v1/messages",
            Status = 429,
            RequestedModel = "claude-sonnet-5",
            Provider = "kimi",
            Model = "kimi-k2",
            Usage = new(3, 1),
            Duration = TimeSpan.FromMilliseconds(12),
            Error = "rate_limit_error",
        }));
        var line = Assert.Single(await LinesAsync());
        Assert.Equal("Warning     POST /v1/messages 429 claude-sonnet-5 -> kimi/kimi-k2 12 ms, 3 in, 1 out, rate_limit_error", line[25..]);
    }

    private async Task WriteAsync(LogLevel lowest, Action<FileLog> write)
    {
        var log = new FileLog(new RotatingFile(Log), lowest, new FakeTime());
        await using (log.ConfigureAwait(true))
            write(log);
    }

    private async Task<string[]> LinesAsync() => await File.ReadAllLinesAsync(Log, TestContext.Current.CancellationToken);
}
