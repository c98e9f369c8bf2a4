using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.GatewayControl.Registration;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.GatewayControl.Registration;

public class GatewayRegistrarTests
{
    private static readonly RegistrationWish Plain = new();
    private static readonly RegistrationWish WithRepair = new() { RepairInterval = TimeSpan.FromHours(1) };

    public static TheoryData<SystemKind> Systems => [SystemKind.Windows, SystemKind.MacOS, SystemKind.Linux];

    [Theory]
    [MemberData(nameof(Systems))]
    public void What_runs_at_logon_outlives_the_module_that_registered_it(SystemKind kind)
    {
        using var machine = Machine(kind);
        var registration = Register(machine, "1.0.0");
        machine.RemoveModules();
        Assert.Equal(["1.0.0"], Copies(machine));
        Assert.StartsWith($"\"{machine.Data.ProgramFolder}/1.0.0/", registration.Command, StringComparison.Ordinal);
        Assert.Equal(registration, new GatewayRegistrar(machine.Context).Find(RegistrationScope.User));
        Assert.Contains(machine.TakeCalls(), call => call.Contains(registration.Name, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void An_upgrade_and_a_downgrade_run_from_the_copy_of_the_version_that_registered_last(SystemKind kind)
    {
        using var machine = Machine(kind);
        foreach (var version in (string[])["1.0.0", "2.0.0", "1.0.0"])
        {
            var registration = Register(machine, version);
            Assert.Equal(version, registration.Version);
            Assert.Contains($"/{version}/", Told(machine, registration), StringComparison.Ordinal);
            Assert.Equal([version], Copies(machine));
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Registering_again_with_no_repair_takes_the_old_one_away(SystemKind kind)
    {
        using var machine = Machine(kind);
        Register(machine, "1.0.0", WithRepair);
        Assert.Contains(machine.TakeCalls(), call => IsStart(call) && call.Contains("repair", StringComparison.Ordinal));
        var files = FilesInHome(machine);
        Register(machine, "1.0.0", new() { RepairInterval = TimeSpan.Zero });
        Assert.Contains(machine.TakeCalls(), call => IsEnd(call) && call.Contains("repair", StringComparison.Ordinal));
        Assert.DoesNotContain(FilesInHome(machine), file => file.Contains("repair", StringComparison.Ordinal));
        Assert.True(kind == SystemKind.Windows || files.Any(file => file.Contains("repair", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Unregistering_leaves_nothing_and_may_be_done_twice(SystemKind kind)
    {
        using var machine = Machine(kind);
        var registration = Register(machine, "1.0.0", WithRepair);
        var registrar = new GatewayRegistrar(machine.Context);
        machine.TakeCalls();
        Assert.Equal(registration.Name, registrar.Unregister(RegistrationScope.User)!.Name);
        Assert.Contains(machine.TakeCalls(), call => IsEnd(call) && call.Contains(registration.Name, StringComparison.Ordinal));
        Assert.Empty(FilesInHome(machine));
        Assert.Empty(Copies(machine));
        Assert.Null(registrar.Find(RegistrationScope.User));
        Assert.Null(registrar.Unregister(RegistrationScope.User));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void A_system_that_refuses_is_quoted_and_nothing_is_left(SystemKind kind)
    {
        using var machine = Machine(kind);
        File.WriteAllText(Path.Combine(machine.Tools, "fails"), "");
        var failure = Assert.Throws<ClaudeDesktopException>(() => Register(machine, "1.0.0"));
        Assert.Equal(ErrorCode.RegistrationFailed, failure.Code);
        Assert.Contains("exit code 5: No, not here.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(FilesInHome(machine));
        Assert.Empty(Copies(machine));
        Assert.False(File.Exists(machine.Data.RegistrationFile));
    }

    [Fact]
    public void A_refresh_that_fails_leaves_the_registration_that_was_there()
    {
        using var machine = Machine(SystemKind.Linux);
        Register(machine, "1.0.0");
        File.WriteAllText(Path.Combine(machine.Tools, "fails"), "");
        Assert.Throws<ClaudeDesktopException>(() => Register(machine, "2.0.0"));
        Assert.Equal("1.0.0", new GatewayRegistrar(machine.Context).Find(RegistrationScope.User)!.Version);
        Assert.Contains("1.0.0", Copies(machine));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Registering_again_keeps_what_was_asked_for_and_is_not_said_anew(SystemKind kind)
    {
        using var machine = Machine(kind);
        machine.InstallDotnet();
        Register(machine, "1.0.0", WithRepair with { Host = GatewayHost.Dotnet, LogLevel = GatewayLogLevel.Warning });
        var again = Register(machine, "2.0.0", Plain);
        Assert.Equal((TimeSpan.FromHours(1), GatewayHost.Dotnet, GatewayLogLevel.Warning), (again.RepairInterval, again.Host, again.LogLevel));
        Assert.EndsWith("Warning", again.Command.Split(" --variable")[0], StringComparison.Ordinal);
        Assert.Contains(machine.TakeCalls(), call => IsStart(call) && call.Contains("repair", StringComparison.Ordinal));
        var other = Register(machine, "2.0.0", new() { Host = GatewayHost.Native, LogLevel = GatewayLogLevel.Information, RepairInterval = TimeSpan.Zero });
        Assert.Equal((null, GatewayHost.Native, GatewayLogLevel.Information), (other.RepairInterval, other.Host, other.LogLevel));
    }

    [Fact]
    public void A_refresh_that_fails_leaves_what_the_system_reads_as_it_was()
    {
        using var machine = Machine(SystemKind.Linux);
        var path = Register(machine, "1.0.0", WithRepair).Path!;
        var before = FilesInHome(machine).ToDictionary(file => file, File.ReadAllText);
        File.WriteAllText(Path.Combine(machine.Tools, "fails"), "");
        Assert.Throws<ClaudeDesktopException>(() => Register(machine, "2.0.0", new() { RepairInterval = TimeSpan.Zero }));
        Assert.Equal(before, FilesInHome(machine).ToDictionary(file => file, File.ReadAllText));
        Assert.Contains("/1.0.0/", before[path], StringComparison.Ordinal);
        Assert.Equal(["1.0.0"], Copies(machine));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void What_is_prepared_is_told_to_nobody_and_can_be_taken_back(SystemKind kind)
    {
        using var machine = Machine(kind);
        var registrar = new GatewayRegistrar(machine.Context);
        var prepared = registrar.Prepare(WithRepair, machine.Ship("1.0.0"), []);
        Assert.Empty(machine.TakeCalls());
        Assert.Empty(FilesInHome(machine));
        Assert.Equal(["1.0.0"], Copies(machine));
        registrar.Abandon(prepared);
        Assert.Empty(Copies(machine));
    }

    [Fact]
    public void The_systems_own_program_is_called_and_none_of_its_name_on_the_PATH()
    {
        using var machine = Machine(SystemKind.Windows);
        machine.FirstOnPath = machine.Impostor("schtasks.exe");
        Register(machine, "1.0.0");
        Assert.All(machine.TakeCalls(), call => Assert.DoesNotContain("impostor", call, StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_Task_Scheduler_would_read_as_a_variable_is_refused_and_nothing_is_left()
    {
        using var machine = Machine(SystemKind.Windows);
        var data = new DataHome(machine, Path.Combine(machine.HomeDirectory, "%TEMP%"));
        var context = new ModuleContext(machine, data, new FileOperations(), machine.Context.Clock);
        var failure = Assert.Throws<ClaudeDesktopException>(() => new GatewayRegistrar(context).Register(Plain, machine.Ship("1.0.0"), []));
        Assert.Equal(ErrorCode.RegistrationUnavailable, failure.Code);
        Assert.Contains("%TEMP%", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(machine.TakeCalls(), IsStart);
        Assert.False(File.Exists(data.RegistrationFile));
    }

    [Fact]
    public void A_way_that_the_machine_forbids_gives_way_to_the_next()
    {
        using var machine = Machine(SystemKind.Linux);
        machine.InstallDotnet();
        List<string> blocked = [];
        var registration = new GatewayRegistrar(machine.Context).Register(Plain, machine.Ship("1.0.0", exitCode: 126), blocked);
        Assert.Equal(GatewayHost.Dotnet, registration.Host);
        Assert.StartsWith("Native: ", Assert.Single(blocked), StringComparison.Ordinal);
        Assert.Contains("ClaudeDesktop.Gateway.dll", registration.Command, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_the_systems_program_says_so()
    {
        using var machine = Machine(SystemKind.MacOS);
        File.Delete(Path.Combine(machine.Tools, "launchctl"));
        var failure = Assert.Throws<ClaudeDesktopException>(() => Register(machine, "1.0.0"));
        Assert.Equal((ErrorCode.RegistrationUnavailable, "launchctl"), (failure.Code, failure.Target));
        Assert.False(Directory.Exists(machine.Data.Root));
    }

    [Fact]
    public void Where_the_data_lies_goes_along_and_no_secret_does()
    {
        using var machine = Machine(SystemKind.Linux);
        var registration = Register(machine, "1.0.0");
        Assert.EndsWith(
            $" serve --registered --variable \"CLAUDEDESKTOP_HOME={machine.Data.Root}\" --variable CLAUDEDESKTOP_SECRET_STORE=File", registration.Command, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_data_folders_of_one_user_have_a_registration_each()
    {
        using var machine = Machine(SystemKind.Linux);
        using var other = Machine(SystemKind.Linux);
        Assert.NotEqual(Register(machine, "1.0.0").Name, Register(other, "1.0.0").Name);
    }

    // The doubles for the systems' own programs are shell scripts.
    private static LogonMachine Machine(SystemKind kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of the systems are scripts for sh here.");
        return new LogonMachine(kind);
    }

    private static GatewayRegistration Register(LogonMachine machine, string version, RegistrationWish? wish = null) =>
        new GatewayRegistrar(machine.Context).Register(wish ?? Plain, machine.Ship(version), []);

    private static string[] Copies(LogonMachine machine) =>
        Directory.Exists(machine.Data.ProgramFolder) ? [.. Directory.GetDirectories(machine.Data.ProgramFolder).Select(folder => Path.GetFileName(folder)!)] : [];

    private static string[] FilesInHome(LogonMachine machine) => Directory.GetFiles(machine.HomeDirectory, "*", SearchOption.AllDirectories);

    private static string Told(LogonMachine machine, GatewayRegistration registration) => registration.Path is { } path
        ? File.ReadAllText(path)
        : System.Text.Encoding.Unicode.GetString(File.ReadAllBytes(Directory.GetFiles(Path.GetDirectoryName(machine.HomeDirectory)!, "calls.xml").Single())).Split("<Task ")[^1];

    private static bool IsStart(string call) => call.Contains(" restart ", StringComparison.Ordinal) || call.Contains(" bootstrap ", StringComparison.Ordinal) || call.Contains("/Create", StringComparison.Ordinal);

    private static bool IsEnd(string call) => call.Contains(" disable ", StringComparison.Ordinal) || call.Contains(" bootout ", StringComparison.Ordinal) || call.Contains("/Delete", StringComparison.Ordinal);
}
