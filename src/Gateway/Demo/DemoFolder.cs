using System;
using System.IO;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>A folder of the demo's own below the temp folder, with the module's data and a Claude Desktop's; deleted at the end.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ClaudeDesktop.Demo.").FullName;

    public ModuleContext Context()
    {
        var system = new DemoSystem(_root, Path.Combine(_root, "app"));
        return new ModuleContext(system, new DataHome(system, Path.Combine(_root, "home")), new FileOperations(), () => DateTimeOffset.Now);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private sealed class DemoSystem(string home, string appHome) : HostSystem
    {
        public override string HomeDirectory => home;

        public override bool IsManaged => false;

        protected override string? ReadVariable(string name) => name switch
        {
            "CLAUDEDESKTOP_APP_HOME" => appHome,
            "CLAUDEDESKTOP_APP_PATH" => null,
            SecretStores.Variable => nameof(SecretStoreKind.File),
            _ => base.ReadVariable(name),
        };
    }
}
