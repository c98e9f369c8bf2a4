using System;
using System.IO;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>A folder of the demo's own below the temp folder; deleted at the end.</summary>
internal sealed class DemoFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("ClaudeDesktop.Demo.").FullName;

    public DataHome Home => new(HostSystem.Current, Path.Combine(Root, "home"));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
