using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop.App;
using Xunit;

namespace ClaudeDesktop.Tests.Support;

/// <summary>A real program at a path of its own that behaves as Claude Desktop does; whatever still runs of it ends with the test.</summary>
internal sealed class StandIn : IDisposable
{
    private readonly string _folder;

    public StandIn(ThrowAwayHome home, string name = "install", params string[] traits)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The stand-in app is quit and started as on Linux.");
        _folder = Directory.CreateDirectory(Path.Combine(home.Root, name)).FullName;
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "StandInApp*"))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        File.Move(Path.Combine(_folder, "StandInApp"), ProgramPath);
        Directory.CreateSymbolicLink(Path.Combine(_folder, "dotnet"), Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../..")));
        File.WriteAllText(Path.Combine(_folder, "home"), Path.Combine(home.Root, "app"));
        foreach (var trait in traits)
            File.WriteAllText(Path.Combine(_folder, trait), "");
    }

    public string ProgramPath => Path.Combine(_folder, "claude-desktop");

    /// <summary>What it said at each of its starts: its id, its standard streams, its variables and the files that it read.</summary>
    public IReadOnlyList<string> Seen => File.Exists(SeenPath) ? File.ReadAllLines(SeenPath) : [];

    private string SeenPath => Path.Combine(_folder, "seen");

    public int Start()
    {
        using var process = Process.Start(new ProcessStartInfo(ProgramPath) { RedirectStandardOutput = true })!;
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        return process.Id;
    }

    /// <summary>Waits for a start to be as far as to have read its files.</summary>
    public string WaitForStart(int number)
    {
        Assert.True(System.Threading.SpinWait.SpinUntil(() => Seen.Count >= number, TimeSpan.FromSeconds(30)), "it was not started");
        return Seen[number - 1];
    }

    public IReadOnlyList<AppProcess> Processes() => new LinuxProcessList().Read(path => path == ProgramPath);

    public void Dispose()
    {
        foreach (var left in Processes())
        {
            try
            {
                using var process = Process.GetProcessById(left.Id);
                process.Kill();
                process.WaitForExit();
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // A helper ends with its app, so it may be gone by now.
            }
        }
    }
}
