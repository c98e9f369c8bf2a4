using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using ClaudeDesktop.Desktop.Credentials;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.Credentials;

public sealed class CredentialScriptTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_shell_hands_over_every_word_as_it_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sh to run it.");
        string[] words = ["credential", "--home", "/a b/o'hara/$HOME/`id`/\\/\"q\"/Zoë", "*"];
        var echo = Path.Combine(_home.Root, "it's an echo");
        _home.Write(echo, "#!/bin/sh\nprintf '%s\\n' \"$X\" \"$@\"\n");
        File.SetUnixFileMode(echo, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var bytes = CredentialScript.Write(SystemKind.Linux, new GatewayRung(GatewayHost.PowerShell, echo, words, new Dictionary<string, string> { ["X"] = "o'hara; false" }), _home.Data);
        var script = Path.Combine(_home.Root, "script.sh");
        File.WriteAllBytes(script, bytes);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        using var process = Process.Start(new ProcessStartInfo(script) { RedirectStandardOutput = true, Environment = { ["PATH"] = "" } })!;

        Assert.Equal($"o'hara; false\n{string.Join('\n', words)}\n", process.StandardOutput.ReadToEnd());
        Assert.Equal(echo, CredentialScript.ProgramOf(SystemKind.Linux, Encoding.UTF8.GetString(bytes), _home.Data));
    }

    [Fact]
    public void A_batch_file_finds_the_copy_from_where_it_lies_and_reads_no_sign_of_a_path_as_a_command()
    {
        var system = new PretendSystem(SystemKind.Windows, @"C:\Users\100%&Co");
        var home = new DataHome(system, @"C:\Users\100%&Co\AppData\Local\ClaudeDesktop.PS");
        var program = home.ProgramFolder + @"\0.1.0\win-x64\ClaudeDesktop.Gateway.exe";

        var script = Encoding.UTF8.GetString(CredentialScript.Write(SystemKind.Windows, NativeHost.Rung(program, ["credential", "--provider", "kimi", "--home", home.Root]), home));

        Assert.Equal(@"C:\Users\100%&Co\AppData\Local\ClaudeDesktop.PS\helper\credential-kimi.cmd", home.HelperFile("kimi"));
        Assert.Contains("\r\n\"%~dp0..\\bin\\0.1.0\\win-x64\\ClaudeDesktop.Gateway.exe\" \"credential\" \"--provider\" \"kimi\" \"--home\" \"%~dp0..\"\r\nexit /b %errorlevel%\r\n", script, StringComparison.Ordinal);
        Assert.StartsWith("@echo off\r\n", script, StringComparison.Ordinal);
        Assert.Equal(program, CredentialScript.ProgramOf(SystemKind.Windows, script, home));
    }

    [Fact]
    public void A_batch_file_doubles_the_percent_signs_of_other_paths_and_says_how_letters_are_written()
    {
        var system = new PretendSystem(SystemKind.Windows, @"C:\Users\ada");
        var home = new DataHome(system, @"C:\Users\ada\data");
        var host = @"D:\100% Zoë\dotnet.exe";

        var script = Encoding.UTF8.GetString(CredentialScript.Write(SystemKind.Windows, new GatewayRung(GatewayHost.Dotnet, host, ["x"], Nothing), home));

        Assert.Contains("chcp 65001 >nul\r\n\"D:\\100%% Zoë\\dotnet.exe\" \"x\"\r\n", script, StringComparison.Ordinal);
        Assert.Equal(host, CredentialScript.ProgramOf(SystemKind.Windows, script, home));
    }
}
