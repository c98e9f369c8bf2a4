using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage.Registry;

namespace ClaudeDesktop.Storage;

/// <summary>The same machine as another user has it. Nothing of this process's own user is taken for that one's.</summary>
internal sealed class OtherUserSystem(HostSystem machine, UserHome home) : HostSystem
{
    // What is the same for everybody.
    private static readonly string[] MachineVariables = ["ProgramW6432", "SystemDrive", "SystemRoot"];

    public override SystemKind Kind => machine.Kind;

    public override int WindowsBuild => machine.WindowsBuild;

    public override string HomeDirectory => home.Path;

    public override string UserName => home.Path.Split('/', '\\').Last(part => part.Length > 0);

    public override bool IsThisUser => false;

    public override bool IsManaged => machine.IsManaged;

    public override IRegistry Registry => machine.Registry;

    public override string? UserRegistry => home.Sid is { } sid ? $@"HKU\{sid}" : null;

    public override bool DirectoryExists(string path) => machine.DirectoryExists(path);

    public override bool FileExists(string path) => machine.FileExists(path);

    public override IEnumerable<string> Folders(string path) => machine.Folders(path);

    public override UnixFileStatus? UnixStatus(string path, bool followLinks) => machine.UnixStatus(path, followLinks);

    public override string? Output(string program, string arguments) => machine.Output(program, arguments);

    protected override string? ReadVariable(string name) => MachineVariables.Contains(name) ? machine.Variable(name) : null;
}
