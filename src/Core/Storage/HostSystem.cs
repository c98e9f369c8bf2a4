using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using ClaudeDesktop.Storage.Registry;

namespace ClaudeDesktop.Storage;

/// <summary>What paths depend on: the operating system, its variables, its home folder. A test can be any of them on any machine.</summary>
public class HostSystem
{
    /// <summary>The machine that this process runs on.</summary>
    public static HostSystem Current { get; } = new();

    public virtual SystemKind Kind { get; } =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? SystemKind.Windows
        : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? SystemKind.MacOS
        : RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? SystemKind.Linux
        : SystemKind.Other;

    /// <summary>The build number of Windows (19045, 22631, …); 0 elsewhere.</summary>
    public virtual int WindowsBuild => Kind == SystemKind.Windows ? Environment.OSVersion.Version.Build : 0;

    /// <summary>The processor that the system was made for, whatever this process was made for.</summary>
    public virtual Architecture Processor => RuntimeInformation.OSArchitecture;

    public virtual string HomeDirectory => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>The account whose home it is.</summary>
    public virtual string UserName => Environment.UserName;

    /// <summary>Whether that is the account that this process runs as.</summary>
    public virtual bool IsThisUser => true;

    /// <summary>Whether what an administrator lays down for the machine counts, as it does unless everything here is thrown away afterwards.</summary>
    public virtual bool IsManaged => true;

    public virtual IRegistry Registry => Kind == SystemKind.Windows ? new WindowsRegistry() : new NoRegistry();

    /// <summary>Where the user's own part of the registry begins; null where it cannot be told.</summary>
    public virtual string? UserRegistry => "HKCU";

    /// <summary>An environment variable, or null where it is missing or blank.</summary>
    public string? Variable(string name) => ReadVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>The folders in which the system looks for programs.</summary>
    public IEnumerable<string> SearchPath =>
        (Variable("PATH") ?? "").Split(Kind == SystemKind.Windows ? ';' : ':').Where(folder => folder.Length > 0);

    /// <summary>The folders of the system's own programs, which only an administrator can change.</summary>
    public virtual IEnumerable<string> SystemFolders => AppContext.GetData("ClaudeDesktop.SystemFolder") is string folder
        ? [folder]
        : Kind == SystemKind.Windows ? [Join(Variable("SystemRoot") ?? @"C:\Windows", "System32")] : ["/usr/bin", "/bin", "/run/current-system/sw/bin"];

    public virtual bool DirectoryExists(string path) => Directory.Exists(path);

    public virtual bool FileExists(string path) => File.Exists(path);

    /// <summary>The folders in a folder; none where it does not exist.</summary>
    public virtual IEnumerable<string> Folders(string path) => Directory.Exists(path) ? Directory.GetDirectories(path) : [];

    /// <summary>Kind, owner and permissions of a path on Linux; null where there is none, and elsewhere.</summary>
    public virtual UnixFileStatus? UnixStatus(string path, bool followLinks) => Kind == SystemKind.Linux ? UnixFileStatus.Of(path, followLinks) : null;

    /// <summary>What a program of the operating system prints; null where it is missing or fails.</summary>
    public virtual string? Output(string program, string arguments) => SystemProgram.Output(program, arguments);

    /// <summary>Where a chain of links ends; the path itself where it is none, and on Windows.</summary>
    public virtual string FinalTarget(string path) => NativeFile.FinalTarget(path);

    /// <summary>The version of a program or library; null where it has none, or does not exist.</summary>
    public virtual Version? FileVersion(string path) =>
        File.Exists(path) && Version.TryParse(FileVersionInfo.GetVersionInfo(path).FileVersion, out var version) ? version : null;

    /// <summary>Joins with the separator of the system in question, which need not be this one.</summary>
    public string Join(string first, params string[] rest)
    {
        ArgumentNullException.ThrowIfNull(first);
        IEnumerable<string> parts = [first.TrimEnd('/', Separator), .. rest];
        return string.Join(Separator.ToString(), parts.Where(part => part.Length > 0 || ReferenceEquals(part, first)));
    }

    protected virtual char Separator => Kind == SystemKind.Windows ? '\\' : '/';

    protected virtual string? ReadVariable(string name) => Environment.GetEnvironmentVariable(name);
}
