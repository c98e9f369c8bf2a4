using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Tests.Replay;

/// <summary>Has every recording read by its vendor's own SDK, once for all tests.</summary>
internal static class Oracle
{
    private static readonly Lazy<(JsonElement? Read, string? Absent)> Once = new(Run);

    /// <summary>Why there is nothing to compare with, or null.</summary>
    public static string? Absent => Once.Value.Absent;

    /// <summary>What the SDKs say: an entry a recorded answer.</summary>
    public static JsonElement Read => Once.Value.Read!.Value;

    private static (JsonElement? Read, string? Absent) Run()
    {
        var folder = Path.Combine(Corpus.Repository, "tests", "Oracle");
        if (Corpus.Folder is null)
            return (null, $"There is no corpus at ../shared/corpus beside the repository, and {Corpus.Variable} names none.");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            return (null, "The vendors' SDKs are not installed: run 'npm install' in tests/Oracle.");
        var output = Path.Combine(Directory.CreateTempSubdirectory("ClaudeDesktop.Oracle.").FullName, "read.json");
        try
        {
            if (Node(folder, output) is { } failure)
                return failure;
            using var stream = File.OpenRead(output);
            return (JsonDocument.Parse(stream).RootElement, null);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(output)!, recursive: true);
        }
    }

    private static (JsonElement? Read, string? Absent)? Node(string folder, string output)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["read.mjs", Corpus.Folder!, output])
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : throw new InvalidOperationException($"read.mjs failed with exit code {process.ExitCode}: {error.GetAwaiter().GetResult()}");
        }
        catch (Win32Exception)
        {
            return (null, "Node.js, which reads the recordings with the vendors' SDKs, is not on the path.");
        }
    }
}
