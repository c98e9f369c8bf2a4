using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>The gateway as the operating system runs it at logon: with nobody at either end.</summary>
public sealed class RegisteredTests
{
    private static readonly FileOperations Files = new();

    [Fact]
    public async Task It_writes_to_its_log_and_not_to_its_output_and_says_in_the_run_file_where()
    {
        using var child = Registered(FreePort());
        var file = await RunFileAsync(child);
        Assert.True(file.IsRegistered);
        Assert.Equal(Path.Combine(child.Home, "logs", "gateway.log"), file.LogFile);
        await EndAsync(child);
        Assert.Equal(0, child.Process.ExitCode);
        var log = await File.ReadAllTextAsync(file.LogFile!, TestContext.Current.CancellationToken);
        Assert.Contains($"answers on port {file.Port}", log, StringComparison.Ordinal);
        Assert.Contains("The gateway is ending.", log, StringComparison.Ordinal);
        Assert.Empty(await child.Process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task It_does_not_end_with_its_standard_input()
    {
        using var child = Registered(FreePort());
        child.Process.StandardInput.Close();
        var file = await RunFileAsync(child);
        Assert.True(await GatewayProbe.ProvesAsync(file.Port, file.Instance, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Where_its_port_is_another_programs_it_takes_a_free_one_and_remembers_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var child = Registered(port);
        var file = await RunFileAsync(child);
        Assert.NotEqual(port, file.Port);
        await EndAsync(child);
        Assert.Equal(file.Port, new ProviderStore(Home(child), Files).Read().GatewayPort);
        Assert.Contains("Warning     Port", await File.ReadAllTextAsync(file.LogFile!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_this_users_gateway_runs_already_it_waits_and_takes_its_place_when_that_one_ends()
    {
        using var first = Registered(FreePort());
        var file = await RunFileAsync(first);
        using var second = Registered(file.Port, first.Home);
        var waiting = await WaitingAsync(second);
        Assert.Equal((second.Process.Id, true), (waiting.ProcessId, waiting.IsRegistered));
        await EndAsync(first);
        Assert.Equal(file.Port, (await RunFileAsync(second)).Port);
        Assert.Empty(RunFile.Waiting(Home(first), Files));
        Assert.Contains($"runs already on port {file.Port}", await File.ReadAllTextAsync(file.LogFile!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_waits_ends_when_it_is_told_to_and_is_not_started_again()
    {
        using var first = Registered(FreePort());
        var file = await RunFileAsync(first);
        using var second = Registered(file.Port, first.Home);
        await WaitingAsync(second);
        await EndAsync(second);
        Assert.Equal(0, second.Process.ExitCode);
        Assert.Empty(RunFile.Waiting(Home(first), Files));
        Assert.True(await GatewayProbe.ProvesAsync(file.Port, file.Instance, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_variable_that_is_not_about_places_is_not_taken_from_the_arguments()
    {
        using var child = new ChildGateway("serve", "--registered", "--variable", "LD_PRELOAD=/tmp/x.so");
        await child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, child.Process.ExitCode);
    }

    [Fact]
    public async Task A_check_ends_at_once_and_leaves_nothing()
    {
        using var child = new ChildGateway("check");
        await child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, child.Process.ExitCode);
        Assert.False(Directory.Exists(child.Home));
    }

    [Fact]
    public async Task A_repair_says_in_a_log_of_its_own_what_became_of_each_finding()
    {
        var folder = Directory.CreateTempSubdirectory("cd-repair-").FullName;
        try
        {
            using var child = new ChildGateway("repair", "--registered", "--variable", $"CLAUDEDESKTOP_HOME={folder}/data", "--variable", $"CLAUDEDESKTOP_APP_HOME={folder}/app");
            await child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, child.Process.ExitCode);
            Assert.NotEmpty(await File.ReadAllLinesAsync(Path.Combine(folder, "data", "logs", "repair.log"), TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ChildGateway Registered(int storedPort, string? home = null)
    {
        // The environment of a logon is another one; what matters comes among the arguments.
        var folder = home ?? Directory.CreateTempSubdirectory("cd-registered-").FullName;
        if (home is null)
            Files.Replace(Path.Combine(folder, "providers.json"), System.Text.Encoding.UTF8.GetBytes($$$"""{"gateway": {"port": {{{storedPort}}} }}"""), FilePrivacy.Private, null);
        return new ChildGateway(
            new Dictionary<string, string> { ["CLAUDEDESKTOP_HOME"] = "/nowhere" },
            "serve", "--registered", "--variable", $"CLAUDEDESKTOP_HOME={folder}", "--variable", $"CLAUDEDESKTOP_APP_HOME={folder}/app", "--variable", "CLAUDEDESKTOP_SECRET_STORE=File")
        {
            Home = folder,
        };
    }

    private static DataHome Home(ChildGateway child) => new(HostSystem.Current, child.Home);

    private static async Task<RunFile> RunFileAsync(ChildGateway child)
    {
        while (true)
        {
            if (RunFile.All(Home(child), Files).FirstOrDefault(file => file.ProcessId == child.Process.Id) is { } found
                && await GatewayProbe.ProvesAsync(found.Port, found.Instance, TestContext.Current.CancellationToken))
            {
                return found;
            }

            Assert.False(child.Process.HasExited, "The gateway ended.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<RunFile> WaitingAsync(ChildGateway child)
    {
        while (true)
        {
            if (RunFile.Waiting(Home(child), Files).FirstOrDefault(file => file.ProcessId == child.Process.Id) is { } found)
                return found;
            Assert.False(child.Process.HasExited, "The gateway ended.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    // As systemd and launchd end it; Windows has no such word, and is not asked here.
    private static async Task EndAsync(ChildGateway child)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Task Scheduler ends a program by force.");
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{child.Process.Id}"])!;
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
