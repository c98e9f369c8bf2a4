using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.GatewayControl.Registration;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.GatewayControl.Registration;

/// <summary>For everybody who uses the machine: on Windows, whose folder for that is one that a variable names.</summary>
public class EverybodysRegistrationTests
{
    private static readonly RegistrationWish ForAll = new() { Scope = RegistrationScope.AllUsers };

    [Fact]
    public void The_version_before_stays_for_those_who_are_signed_in_and_the_one_before_that_goes()
    {
        using var machine = Machine();
        foreach (var version in (string[])["1.0.0", "2.0.0", "2.0.0"])
            Register(machine, version);
        Assert.Equal(["1.0.0", "2.0.0"], Copies(machine));
        Register(machine, "3.0.0");
        Assert.Equal(["2.0.0", "3.0.0"], Copies(machine));
    }

    [Fact]
    public void A_first_one_that_fails_leaves_no_folder_behind()
    {
        using var machine = Machine();
        File.WriteAllText(Path.Combine(machine.Tools, "fails"), "");
        Assert.Throws<ClaudeDesktopException>(() => Register(machine, "1.0.0"));
        Assert.False(Directory.Exists(Folder(machine)));
    }

    [Fact]
    public void A_program_of_the_administrators_own_is_not_registered_for_others()
    {
        using var machine = Machine();
        machine.InstallDotnet();
        var failure = Assert.Throws<ClaudeDesktopException>(() => new GatewayRegistrar(machine.Context).Register(ForAll, machine.Ship("1.0.0", isNative: false), []));
        Assert.Equal(ErrorCode.GatewayHostNotFound, failure.Code);
        Assert.Contains(machine.Tools, failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder(machine)));

        var shared = Path.Combine(machine.ProgramFiles, "dotnet");
        machine.InstallDotnet(shared);
        machine.FirstOnPath = shared;
        Assert.Contains(shared, new GatewayRegistrar(machine.Context).Register(ForAll, machine.Ship("1.0.0", isNative: false), []).Command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/opt/dotnet/dotnet", "", true)]
    [InlineData("/opt/dotnet/dotnet", "/opt/dotnet 1000 755", false)]
    [InlineData("/opt/dotnet/dotnet", "/opt/dotnet 0 700", false)]
    [InlineData("/opt/dotnet/dotnet", "/opt/dotnet 0 775", false)]
    [InlineData("/opt/dotnet/dotnet", "/opt/dotnet/dotnet 0 757", false)]
    [InlineData("/opt/dotnet/dotnet", "/opt/dotnet/dotnet 0 711", false)]
    [InlineData("/opt/dotnet/dotnet", "/opt 0 711", true)]
    [InlineData("/opt/dotnet/dotnet", "/ 1000 755", false)]
    public void What_root_owns_and_nobody_else_can_change_is_for_everybody(string program, string but, bool isSafe)
    {
        Assert.Equal(isSafe, SharedProgram.IsSafe(new Disk(SystemKind.Linux, but.Split(' ')), program));
        Assert.Equal(isSafe, SharedProgram.IsSafe(new Disk(SystemKind.MacOS, but.Split(' ')), program));
    }

    [Theory]
    [InlineData(@"C:\Program Files\dotnet\dotnet.exe", true)]
    [InlineData(@"c:\program files\PowerShell\7\pwsh.exe", true)]
    [InlineData(@"C:\Program Files\WindowsApps\Microsoft.PowerShell_7.6\pwsh.exe", false)]
    [InlineData(@"C:\Program Files\..\Users\ada\dotnet.exe", false)]
    [InlineData(@"C:\Program Files (mine)\dotnet.exe", false)]
    [InlineData(@"C:\Users\ada\.dotnet\dotnet.exe", false)]
    public void On_Windows_it_is_what_lies_where_only_administrators_can_write(string program, bool isSafe) =>
        Assert.Equal(isSafe, SharedProgram.IsSafe(new PretendSystem(SystemKind.Windows, @"C:\Users\ada") { Variables = { ["ProgramFiles"] = @"C:\Program Files" } }, program));

    [Fact]
    public void What_a_process_runs_from_or_was_told_of_is_in_use()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Windows moves no folder that is in use.");
        var folder = Directory.CreateTempSubdirectory("cd-copy-").FullName;
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "read line", folder + "/ClaudeDesktop.Gateway.dll"]) { RedirectStandardInput = true })!;
        try
        {
            Assert.True(new EverybodysProcesses(HostSystem.Current).RunFrom(folder));
            Assert.False(new EverybodysProcesses(HostSystem.Current).RunFrom(folder + "-other"));
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
            Directory.Delete(folder);
        }
    }

    [Fact]
    public void Missing_folders_for_everybody_are_made_for_everybody()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        var root = Directory.CreateTempSubdirectory("cd-shared-").FullName;
        SharedFolder.Create(Path.Combine(root, "systemd", "user"));
        foreach (var folder in (string[])["systemd", "systemd/user"])
            Assert.Equal(0b111_101_101, (int)File.GetUnixFileMode(Path.Combine(root, folder)));
        Assert.Equal(0b111_000_000, (int)File.GetUnixFileMode(root));
        Directory.Delete(root, recursive: true);
    }

    private static LogonMachine Machine()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !Administrator.IsThisProcess(), "It takes root, and the programs of the systems are scripts for sh here.");
        return new LogonMachine(SystemKind.Windows);
    }

    private static GatewayRegistration Register(LogonMachine machine, string version) => new GatewayRegistrar(machine.Context).Register(ForAll, machine.Ship(version), []);

    private static string Folder(LogonMachine machine) => Path.Combine(machine.ProgramFiles, "ClaudeDesktop.PS");

    private static string[] Copies(LogonMachine machine) => [.. Directory.GetDirectories(Path.Combine(Folder(machine), "bin")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    /// <summary>A disk on which all is root's and everybody's to read, but for one path with another owner and mode.</summary>
    private sealed class Disk(SystemKind kind, string[] but) : HostSystem
    {
        public override SystemKind Kind => kind;

        public override UnixFileStatus? UnixStatus(string path, bool followLinks) =>
            path == but[0] ? new(true, false, long.Parse(but[1], null), Convert.ToInt32(but[2], 8)) : new(true, false, 0, 0b111_101_101);

        public override string? Output(string program, string arguments) =>
            arguments.EndsWith(" " + but[0], StringComparison.Ordinal) && but[0].Length > 0 ? $"{but[1]} {but[2]}\n" : "0 755\n";
    }
}
