using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.App;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Storage.Registry;

namespace ClaudeDesktop.Tests.Support;

/// <summary>Another machine than this one, whose files are real: they lie below a folder of the test's, each drive and the root in one of its own.</summary>
internal sealed class PretendMachine(SystemKind kind, string home, int windowsBuild = 0) : HostSystem, IDisposable
{
    private readonly ThrowAwayHome _disk = new();

    public Dictionary<string, string> Variables { get; } = [];

    public PretendRegistry Keys { get; } = new();

    /// <summary>Who owns what; root owns the rest.</summary>
    public Dictionary<string, long> Owners { get; } = [];

    /// <summary>What programs of the system print, by a part of their name.</summary>
    public Dictionary<string, string> Programs { get; } = [];

    public IFileOperations Files => new MappedFiles(OnDisk, _disk.Data.Root);

    public DesktopPaths Paths => DesktopPaths.Locate(this);

    public override SystemKind Kind => kind;

    public override int WindowsBuild => windowsBuild;

    public override string HomeDirectory => home;

    public override string UserName => "ada";

    public override IRegistry Registry => Keys;

    public ModuleContext Context() => new(this, _disk.Data, Files, () => DateTimeOffset.UnixEpoch) { App = new AppControl(null, new LinuxProcessList(), new LinuxAppCommands()) };

    public override bool DirectoryExists(string path) => Directory.Exists(OnDisk(path));

    public override bool FileExists(string path) => File.Exists(OnDisk(path));

    public override IEnumerable<string> Folders(string path) =>
        Directory.Exists(OnDisk(path)) ? Directory.GetDirectories(OnDisk(path)).Select(folder => Join(path, Path.GetFileName(folder))) : [];

    public override UnixFileStatus? UnixStatus(string path, bool followLinks) =>
        UnixFileStatus.Of(OnDisk(path), followLinks) is { } status ? status with { Owner = Owners.GetValueOrDefault(path) } : null;

    public override string? Output(string program, string arguments) => Programs.FirstOrDefault(pair => program.EndsWith(pair.Key, StringComparison.Ordinal)).Value;

    public void Write(string path, string content) => _disk.Write(OnDisk(path), content);

    public void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(OnDisk(path))!);
        File.WriteAllBytes(OnDisk(path), content);
    }

    public string? Text(string path) => _disk.Text(OnDisk(path));

    public void Mode(string path, string octal) => File.SetUnixFileMode(OnDisk(path), (UnixFileMode)Convert.ToInt32(octal, 8));

    public void Link(string path, string target) => File.CreateSymbolicLink(OnDisk(path), OnDisk(target));

    public void CreateFolder(string path) => Directory.CreateDirectory(OnDisk(path));

    /// <summary>Switches to a provider, and lays what that writes where this machine's Claude Desktop reads.</summary>
    public void EnableMapped(DesktopPaths? at = null) => Enable(() => _disk.AddMapped("kimi"), at);

    public void EnableDirect(DesktopPaths? at = null) => Enable(() => _disk.AddDirect("kimi"), at);

    public HealthFinding[] Check(ListenerKind listener = ListenerKind.Ours) => [.. new ProfileHealth(Context(), _ => listener).Check()];

    public HealthFinding[] Check(HealthCode code, ListenerKind listener = ListenerKind.Ours) => [.. Check(listener).Where(finding => finding.Code == code)];

    /// <summary>Copies the module's data to another place on this machine.</summary>
    public void CopyDataTo(string folder)
    {
        foreach (var file in Directory.GetFiles(_disk.Data.Root))
            Write(Join(folder, Path.GetFileName(file)), File.ReadAllBytes(file));
    }

    public string OnDisk(string path) => Path.Combine(_disk.Root, "disk", path.Replace('\\', '/').Replace(":", "", StringComparison.Ordinal).TrimStart('/'));

    public void Dispose() => _disk.Dispose();

    protected override string? ReadVariable(string name) => Variables.GetValueOrDefault(name);

    private void Enable(Action add, DesktopPaths? at)
    {
        add();
        new ProfileSwitch(_disk.Context()).Enable("kimi");
        var (from, to) = (_disk.Paths, at ?? Paths);
        Write(to.Profile, _disk.Text(from.Profile)!);
        Write(to.LibraryIndex, _disk.Text(from.LibraryIndex)!);
        Write(to.ThirdPartyConfig, _disk.Text(from.ThirdPartyConfig)!);
        Write(to.StandardConfig, _disk.Text(from.StandardConfig)!);
    }

    private sealed class MappedFiles(Func<string, string> map, string untouched) : IFileOperations
    {
        private readonly FileOperations _real = new();

        public byte[]? Read(string path) => _real.Read(OnDisk(path));

        public void Replace(string path, byte[] content, FilePrivacy privacy, byte[]? expected) => _real.Replace(OnDisk(path), content, privacy, expected);

        public void Delete(string path, byte[] expected) => _real.Delete(OnDisk(path), expected);

        private string OnDisk(string path) => path.StartsWith(untouched, StringComparison.Ordinal) ? path : map(path);
    }
}
