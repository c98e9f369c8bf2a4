using System.Collections.Generic;
using System.IO;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Storage.Registry;
using ClaudeDesktop.Tests.Support;

namespace ClaudeDesktop.Tests.Journeys;

/// <summary>One of the systems that Claude Desktop lives on, with its layout of folders on this machine's real disk.</summary>
internal sealed class FixtureSystem(SystemKind kind, string home, int windowsBuild) : HostSystem
{
    public Dictionary<string, string> Variables { get; } = new() { ["CLAUDEDESKTOP_SECRET_STORE"] = "File" };

    public override SystemKind Kind => kind;

    public override int WindowsBuild => windowsBuild;

    public override string HomeDirectory => home;

    public override string UserName => "ada";

    public override bool IsManaged => false;

    public override IRegistry Registry { get; } = new PretendRegistry();

    public override string? Output(string program, string arguments) => null;

    protected override char Separator => Path.DirectorySeparatorChar;

    protected override string? ReadVariable(string name) => Variables.GetValueOrDefault(name);
}
