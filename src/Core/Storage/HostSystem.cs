using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

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

    public virtual string HomeDirectory => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>An environment variable, or null where it is missing or blank.</summary>
    public string? Variable(string name) => ReadVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    public virtual bool DirectoryExists(string path) => Directory.Exists(path);

    public virtual bool FileExists(string path) => File.Exists(path);

    /// <summary>The folders in a folder; none where it does not exist.</summary>
    public virtual IEnumerable<string> Folders(string path) => Directory.Exists(path) ? Directory.GetDirectories(path) : [];

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
