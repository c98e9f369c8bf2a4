using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>The gateway as a process of its own, in hostile surroundings.</summary>
internal sealed class ChildGateway : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ClaudeDesktop.Tests.").FullName;

    public ChildGateway(params string[] arguments)
        : this(new Dictionary<string, string>(), arguments)
    {
    }

    public ChildGateway(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(_folder, "appsettings.json"), """{"urls":"http://0.0.0.0:0","Kestrel":{"Endpoints":{"File":{"Url":"http://0.0.0.0:0"}}}}""");
        var start = PublishedForm.Start(arguments);
        start.WorkingDirectory = _folder;
        start.Environment["CLAUDEDESKTOP_HOME"] = Home;
        start.Environment["CLAUDEDESKTOP_SECRET_STORE"] = "File";
        start.Environment["ASPNETCORE_URLS"] = "http://0.0.0.0:0";
        start.Environment["DOTNET_URLS"] = "http://0.0.0.0:0";
        start.Environment["Kestrel__Endpoints__X__Url"] = "http://0.0.0.0:0";
        start.Environment["HTTP_PROXY"] = start.Environment["ALL_PROXY"] = "http://127.0.0.1:1";
        start.Environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        Process = Process.Start(start)!;
    }

    /// <summary>The data folder, where the arguments name no other.</summary>
    public string Home { get => field ?? Path.Combine(_folder, "home"); init; }

    public string Temporary => Path.Combine(_folder, "tmp");

    public Process Process { get; }

    public async Task<JsonElement> LineAsync()
    {
        var line = await Process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return JsonDocument.Parse(line ?? throw new EndOfStreamException(await Process.StandardError.ReadToEndAsync())).RootElement;
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill();
        Process.WaitForExit();
        Process.Dispose();
        Directory.Delete(_folder, recursive: true);
        if (Directory.Exists(Home))
            Directory.Delete(Home, recursive: true);
    }
}
