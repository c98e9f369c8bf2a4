using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Tests.Support;

/// <summary>Another machine than this one, as far as paths go.</summary>
internal sealed class PretendSystem(SystemKind kind, string home, int windowsBuild = 0) : HostSystem
{
    public Dictionary<string, string> Variables { get; } = [];

    public HashSet<string> Existing { get; } = [];

    public override SystemKind Kind => kind;

    public override int WindowsBuild => windowsBuild;

    public Architecture ItsProcessor { get; init; } = Architecture.X64;

    public Dictionary<string, string> Links { get; } = [];

    public Dictionary<string, string> Versions { get; } = [];

    public override Architecture Processor => ItsProcessor;

    public override string HomeDirectory => home;

    public override bool DirectoryExists(string path) => Existing.Contains(path);

    public override bool FileExists(string path) => Existing.Contains(path);

    public override IEnumerable<string> Folders(string path) =>
        Existing.Where(item => item.StartsWith(path + "/", StringComparison.Ordinal) || item.StartsWith(path + "\\", StringComparison.Ordinal));

    public override string FinalTarget(string path) => Links.GetValueOrDefault(path, path);

    public override Version? FileVersion(string path) => Versions.TryGetValue(path, out var version) ? Version.Parse(version) : null;

    protected override string? ReadVariable(string name) => Variables.GetValueOrDefault(name);
}
