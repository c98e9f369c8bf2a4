using System;
using System.Collections.Generic;
using System.IO;
using ClaudeDesktop.GatewayControl.Registration;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.GatewayControl.Registration;

/// <summary>What systemd itself says to the units.</summary>
public sealed class SystemdVerifyTests : IDisposable
{
    private const string Analyze = "/usr/bin/systemd-analyze";
    private readonly string _folder = Directory.CreateTempSubdirectory("cd-units-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("plain")]
    [InlineData("a b & c")]
    [InlineData("<50%> %h")]
    [InlineData("$HOME ${PATH}")]
    [InlineData("it's \"q\" \\x \\\\")]
    [InlineData("日本語 ünï")]
    public void It_finds_nothing_to_complain_of_whatever_the_path(string name)
    {
        Assert.SkipUnless(File.Exists(Analyze), "systemd-analyze is not installed.");
        var program = Path.Combine(_folder, name, "ClaudeDesktop.Gateway");
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        File.WriteAllText(program, "#!/bin/sh\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var registered = new RegisteredProgram(program, ["serve", "--variable", $"CLAUDEDESKTOP_HOME={_folder}/{name}"], new Dictionary<string, string> { ["A"] = name });
        Assert.Equal((0, ""), Verify(SystemdUnits.Gateway(registered), SystemdUnits.Repair(registered), SystemdUnits.RepairTimer(TimeSpan.FromMinutes(90))));
    }

    [Fact]
    public void It_complains_of_a_unit_that_is_wrong()
    {
        Assert.SkipUnless(File.Exists(Analyze), "systemd-analyze is not installed.");
        var registered = new RegisteredProgram("/bin/true", [], new Dictionary<string, string>());
        var (_, words) = Verify(SystemdUnits.Gateway(registered).Replace("Restart=on-failure", "Restart=sometimes", StringComparison.Ordinal), SystemdUnits.Repair(registered), SystemdUnits.RepairTimer(TimeSpan.FromMinutes(90)));
        Assert.Contains("sometimes", words, StringComparison.Ordinal);
    }

    private (int? ExitCode, string Words) Verify(string gateway, string repair, string timer)
    {
        var units = Path.Combine(_folder, "units");
        Directory.CreateDirectory(units);
        string[] files = [Path.Combine(units, "claudedesktop-gateway.service"), Path.Combine(units, "claudedesktop-repair.service"), Path.Combine(units, "claudedesktop-repair.timer")];
        File.WriteAllText(files[0], gateway);
        File.WriteAllText(files[1], repair);
        File.WriteAllText(files[2], timer);

        // It wants a folder of its own for what a user's systemd keeps while it runs.
        var surroundings = new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = _folder, ["HOME"] = _folder, ["SYSTEMD_LOG_COLOR"] = "0" };
        var run = ProgramRun.Of(Analyze, ["verify", "--user", "--man=no", .. files], TimeSpan.FromSeconds(60), surroundings);
        return (run.ExitCode, run.Words);
    }
}
