using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Tests.Support;

/// <summary>A machine of any system whose own programs only note how they were called, and a module whose gateway says that it can run.</summary>
internal sealed class LogonMachine : HostSystem, IDisposable
{
    private const UnixFileMode Runnable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string _root = Directory.CreateTempSubdirectory("cd-logon-").FullName;

    public LogonMachine(SystemKind kind)
    {
        Kind = kind;
        Directory.CreateDirectory(HomeDirectory);
        Directory.CreateDirectory(Tools);
        foreach (var program in (string[])["systemctl", "launchctl", "schtasks.exe"])
            Script(Path.Combine(Tools, program), $"echo \"{program} $*\" >> '{Calls}'; for word in \"$@\"; do case $word in *.xml) cat \"$word\" >> '{Calls}.xml';; esac; done; [ ! -e '{Tools}/fails' ] || {{ echo 'No, not here.' >&2; exit 5; }}");
        Data = new DataHome(this, Path.Combine(_root, "da ta"));
        Context = new ModuleContext(this, Data, new FileOperations(), () => new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    }

    public DataHome Data { get; }

    public ModuleContext Context { get; }

    public string Tools => Path.Combine(_root, "tools");

    public override SystemKind Kind { get; }

    public override Architecture Processor => Architecture.X64;

    public override string HomeDirectory => Path.Combine(_root, "home");

    public override string UserName => "ada";

    public override IEnumerable<string> SystemFolders => [Tools];

    /// <summary>The folders for everybody's programs, where this is Windows.</summary>
    public string ProgramFiles => Path.Combine(_root, "program files");

    /// <summary>A folder before all others on the PATH.</summary>
    public string? FirstOnPath { get; set; }

    // It runs on this machine's disks.
    protected override char Separator => '/';

    private string Calls => Path.Combine(_root, "calls");

    private string ModuleFolder => Path.Combine(_root, "modules");

    /// <summary>What the system's own programs were asked, in its order, and then forgets it.</summary>
    public IReadOnlyList<string> TakeCalls()
    {
        string[] calls = File.Exists(Calls) ? File.ReadAllLines(Calls) : [];
        File.Delete(Calls);
        return calls;
    }

    /// <summary>A module with a native gateway that ends as it is told to.</summary>
    public GatewaySource Ship(string version, int exitCode = 0, bool isNative = true)
    {
        var folder = Path.Combine(ModuleFolder, version, "gateway");
        var name = Kind switch { SystemKind.Windows => "win-x64/ClaudeDesktop.Gateway.exe", SystemKind.MacOS => "osx-x64/ClaudeDesktop.Gateway", _ => "linux-x64/ClaudeDesktop.Gateway" };
        Directory.CreateDirectory(folder);
        if (isNative)
            Script(Path.Combine(folder, name), $"exit {exitCode} # {version}");
        File.WriteAllText(Path.Combine(folder, "ClaudeDesktop.Gateway.dll"), version);
        return new GatewaySource(folder, version);
    }

    /// <summary>A .NET that can run anything.</summary>
    public void InstallDotnet(string? folder = null)
    {
        Script(Path.Combine(folder ?? Tools, Kind == SystemKind.Windows ? "dotnet.exe" : "dotnet"), "exit 0");
        Directory.CreateDirectory(Path.Combine(folder ?? Tools, "shared", "Microsoft.AspNetCore.App", "10.0.0"));
    }

    /// <summary>A program of the system's name that is none of the system's.</summary>
    public string Impostor(string program)
    {
        var folder = Path.Combine(_root, "impostors");
        Script(Path.Combine(folder, program), $"echo \"{program} impostor $*\" >> '{Calls}'");
        return folder;
    }

    public void RemoveModules() => Directory.Delete(ModuleFolder, recursive: true);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    protected override string? ReadVariable(string name) => name switch { "PATH" => FirstOnPath is null ? Tools : FirstOnPath + (Kind == SystemKind.Windows ? ';' : ':') + Tools, "ProgramW6432" => ProgramFiles, "CLAUDEDESKTOP_SECRET_STORE" => "File", _ => null };

    private static void Script(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n" + text + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, Runnable);
    }
}
