using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.GatewayControl;

public sealed class RunFileTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();
    private readonly FileOperations _files = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_clock_that_was_set_anew_hides_no_running_gateway()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells a start time that moves with the clock, and has a mark against it.");
        Write(ProcessStart.MarkOf(Environment.ProcessId), DateTimeOffset.Now.AddHours(-7));

        Assert.Equal(Environment.ProcessId, Assert.Single(RunFile.All(_home.Data, _files)).ProcessId);
    }

    [Fact]
    public void A_later_process_with_the_same_id_is_no_gateway()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a mark of a process's start.");
        var mark = ProcessStart.MarkOf(Environment.ProcessId)!;
        Write(mark + "1", OwnStart());
        Assert.Empty(RunFile.All(_home.Data, _files));

        Write("another-boot" + mark[mark.IndexOf(':', StringComparison.Ordinal)..], OwnStart());
        Assert.Empty(RunFile.All(_home.Data, _files));
    }

    [Fact]
    public void A_file_without_a_mark_goes_by_the_start_time()
    {
        Write(null, OwnStart());
        Assert.Single(RunFile.All(_home.Data, _files));

        Write(null, OwnStart().AddMinutes(-1));
        Assert.Empty(RunFile.All(_home.Data, _files));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"port":15721,"pid":1,"startMark":7,"startedAt":"2026-11-20T12:00:00Z","instance":"i","version":"1"}""")]
    public void A_file_that_is_not_whole_is_no_gateway_and_no_failure(string content)
    {
        _home.Write(RunFile.PathFor(_home.Data, 15721), content);
        Assert.Empty(RunFile.All(_home.Data, _files));
    }

    [Fact]
    public void A_process_that_is_gone_has_no_mark()
    {
        using var gone = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        gone.StandardOutput.ReadToEnd();
        gone.WaitForExit();
        Assert.Null(ProcessStart.MarkOf(gone.Id));
    }

    private static DateTimeOffset OwnStart()
    {
        using var self = Process.GetCurrentProcess();
        return new DateTimeOffset(self.StartTime);
    }

    private void Write(string? mark, DateTimeOffset startedAt) => new RunFile
    {
        Port = 15721,
        ProcessId = Environment.ProcessId,
        StartedAt = startedAt,
        StartMark = mark,
        Instance = "instance",
        Version = "1.0",
    }.Write(_home.Data, _files);
}
