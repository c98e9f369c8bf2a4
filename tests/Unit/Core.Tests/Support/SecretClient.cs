using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Tests.Support;

/// <summary>Another process that uses the secrets of a data folder.</summary>
internal static class SecretClient
{
    private const int Patience = 60_000;

    /// <param name="home">The data folder.</param>
    /// <param name="environment">What its environment differs in.</param>
    /// <param name="steps">Three arguments for each step; see the program.</param>
    public static Process Start(DataHome home, IReadOnlyDictionary<string, string?> environment, params string[] steps)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(System.AppContext.BaseDirectory, "SecretClient.dll"), .. steps]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.Environment["CLAUDEDESKTOP_HOME"] = home.Root;
        return Process.Start(start)!;
    }

    public static string[] Run(DataHome home, IReadOnlyDictionary<string, string?> environment, params string[] steps)
    {
        using var process = Start(home, environment, steps);
        return Answer(process);
    }

    public static string[] Answer(Process process)
    {
        var lines = process.StandardOutput.ReadToEnd();
        Xunit.Assert.True(process.WaitForExit(Patience), "the other process did not end");
        return lines.Split('\n', System.StringSplitOptions.RemoveEmptyEntries);
    }
}
