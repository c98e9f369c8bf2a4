using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Tests.Support;

/// <summary>A module's data and a Claude Desktop's folders on a real disk, gone after the test.</summary>
internal sealed class ThrowAwayHome : IDisposable
{
    public ThrowAwayHome()
    {
        Root = Directory.CreateTempSubdirectory("cd-test-").FullName;
        System = new AppHome(Root);
        Directory.CreateDirectory(System.HomeDirectory);
        Data = new DataHome(System, Path.Combine(Root, "data"));
    }

    public string Root { get; }

    /// <summary>The program that stands in for Claude Desktop; without one, none is known.</summary>
    public string? AppPath
    {
        get => ((AppHome)System).AppPath;
        set => ((AppHome)System).AppPath = value;
    }

    public HostSystem System { get; }

    public DataHome Data { get; }

    public DesktopPaths Paths => DesktopPaths.Locate(System);

    public ModuleContext Context(IFileOperations? files = null) => new(System, Data, files ?? new FileOperations(), () => new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The same with a Claude Desktop that may ask a helper for a key, and a module that ships a gateway.</summary>
    public ModuleContext HelpedContext(IFileOperations? files = null, string? app = "2.0.0", string module = "0.1.0") =>
        new(System, Data, files ?? new FileOperations(), () => new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)) { App = new PretendApp(app).Control, Gateway = Ship(module) };

    /// <summary>A module's gateway: files with what a real one has for names, each of which says its version.</summary>
    public GatewaySource Ship(string version)
    {
        var folder = Path.Combine(Root, "module", version, "gateway");
        Write(Path.Combine(folder, "ClaudeDesktop.Gateway.dll"), $"the gateway {version}");
        Write(Path.Combine(folder, "ClaudeDesktop.Core.dll"), $"the core {version}");
        Write(Path.Combine(folder, "powershell", "ClaudeDesktop.PowerShellHost.dll"), $"the host {version}");
        Write(Path.Combine(folder, NativeHost.Names(System)[0], NativeProgram), $"the program {version}");
        Write(Path.Combine(folder, "plan9-x64", "ClaudeDesktop.Gateway"), $"the program {version}");
        return new GatewaySource(folder, version);
    }

    public static string NativeProgram => OperatingSystem.IsWindows() ? "ClaudeDesktop.Gateway.exe" : "ClaudeDesktop.Gateway";

    public Provider AddMapped(string id, string model = "upstream-model-1", string? displayName = null) => new ProviderChanges(Context()).Add(
        new Provider
        {
            Id = id,
            Name = id.ToUpperInvariant(),
            Mode = ProviderMode.Mapped,
            ApiFormat = ApiFormat.OpenAIChat,
            BaseUri = new Uri("https://api.example.com/v1"),
            Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = model, DisplayName = displayName }],
        },
        "sk-test-key-of-" + id);

    public Provider AddDirect(string id) => new ProviderChanges(Context()).Add(
        new Provider { Id = id, Name = id.ToUpperInvariant(), Mode = ProviderMode.Direct, BaseUri = new Uri("https://direct.example.com/api/") },
        "sk-test-key-of-" + id);

    public void Write(string path, string content)
    {
        FileOperations.CreateFolder(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content, new UTF8Encoding(false));
        NativeFile.SetMode(path, 0b110_000_000);
    }

    public string? Text(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    /// <summary>Every file with its content, but for the locks, which have none.</summary>
    public SortedDictionary<string, string> Tree() => new(
        Directory.GetFiles(Root, "*", SearchOption.AllDirectories)
            .Where(path => path != Data.LockFile && path != Data.SecretLockFile)
            .ToDictionary(path => path, path => Convert.ToBase64String(File.ReadAllBytes(path))));

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private sealed class AppHome(string root) : HostSystem
    {
        public string? AppPath { get; set; }

        public override string HomeDirectory => Path.Combine(root, "home");

        public override bool IsManaged => false;

        protected override string? ReadVariable(string name) => name switch
        {
            "CLAUDEDESKTOP_APP_HOME" => Path.Combine(root, "app"),
            "CLAUDEDESKTOP_APP_PATH" => AppPath,
            "CLAUDEDESKTOP_SECRET_STORE" => "File",
            _ => null,
        };
    }
}
