using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class ProcessTests
{
    [Fact]
    public async Task Hostile_surroundings_leave_exactly_one_loopback_listener()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Listeners of a process are read from /proc, which only Linux has.");
        using var child = new ChildGateway("serve", "--port", "0", "--watch-stdin");
        var ready = await child.LineAsync();
        Assert.Equal("ready", ready.GetProperty("type").GetString());
        var port = ready.GetProperty("port").GetInt32();
        Assert.Equal($"0100007F:{port:X4}", Assert.Single(Listeners(child.Process.Id)));
    }

    [Fact]
    public async Task The_end_of_standard_input_stops_it_and_takes_the_run_file_away()
    {
        using var child = new ChildGateway("serve", "--port", "0", "--watch-stdin");
        var ready = await child.LineAsync();
        Assert.Equal(child.Process.Id, ready.GetProperty("pid").GetInt32());
        var file = Path.Combine(child.Home, "run", string.Create(CultureInfo.InvariantCulture, $"gateway-{ready.GetProperty("port").GetInt32()}.json"));
        Assert.Contains(ready.GetProperty("instance").GetString()!, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        child.Process.StandardInput.Close();
        Assert.Equal("stopping", (await child.LineAsync()).GetProperty("type").GetString());
        await child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, child.Process.ExitCode);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task It_leaves_its_parents_terminal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A process's session is read from /proc, which only Linux has.");
        using var child = new ChildGateway("serve", "--port", "0", "--watch-stdin");
        await child.LineAsync();
        var stat = await File.ReadAllTextAsync($"/proc/{child.Process.Id}/stat", TestContext.Current.CancellationToken);
        var session = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3];
        Assert.Equal(child.Process.Id.ToString(CultureInfo.InvariantCulture), session);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_one_line()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        using var child = new ChildGateway("serve", "--port", ((System.Net.IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        var failed = await child.LineAsync();
        Assert.Equal(("failed", "PortTaken"), (failed.GetProperty("type").GetString(), failed.GetProperty("code").GetString()));
        await child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, child.Process.ExitCode);
        Assert.Empty(await child.Process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_address_that_other_machines_reach_is_refused_with_the_reason()
    {
        using var child = new ChildGateway("serve", "--address", "0.0.0.0", "--port", "0");
        var failed = await child.LineAsync();
        Assert.Equal(("failed", "AddressNotLoopback"), (failed.GetProperty("type").GetString(), failed.GetProperty("code").GetString()));
        Assert.Contains("127.0.0.1 only, not on 0.0.0.0", failed.GetProperty("message").GetString(), StringComparison.Ordinal);
        await child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, child.Process.ExitCode);
    }

    [Fact]
    public async Task Arguments_that_are_not_understood_get_the_usage()
    {
        using var child = new ChildGateway("serve", "--port", "70000");
        await child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, child.Process.ExitCode);
    }

    [Fact]
    public async Task The_demo_works_in_hostile_surroundings_and_leaves_nothing_behind()
    {
        using var child = new ChildGateway("demo");
        var output = await child.Process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.Process.ExitCode == 0, output);
        Assert.False(Directory.Exists(child.Home));
        Assert.DoesNotContain(Directory.GetDirectories(child.Temporary), folder => folder.Contains("ClaudeDesktop", StringComparison.Ordinal));
    }

    private static List<string> Listeners(int process)
    {
        var sockets = Directory.GetFiles($"/proc/{process}/fd").Select(link => new FileInfo(link).LinkTarget ?? "")
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal)).Select(target => target[8..^1]).ToHashSet();
        return
        [
            .. ((string[])["tcp", "tcp6"]).SelectMany(family => File.ReadLines($"/proc/{process}/net/{family}").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields[3] == "0A" && sockets.Contains(fields[9]))
                .Select(fields => fields[1]),
        ];
    }
}
