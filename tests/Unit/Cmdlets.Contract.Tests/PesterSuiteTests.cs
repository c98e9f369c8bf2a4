using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace ClaudeDesktop.Cmdlets.Contract.Tests;

public class PesterSuiteTests
{
    private const string CanRun =
        "if ($PSVersionTable.PSVersion -lt [version]'7.4') { 'PowerShell ' + $PSVersionTable.PSVersion + ' is older than 7.4.' }" +
        "elseif (-not (Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 })) { 'Pester 5 is not installed.' }";

    private const int FortyMinutes = 2_400_000;

    /// <summary>Builds the module as it ships and runs the whole Pester suite against it, in a PowerShell of its own.</summary>
    [Fact(Timeout = FortyMinutes)]
    public async Task The_whole_Pester_suite_passes_against_the_built_module()
    {
        var shell = FindOnPath(OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");
        Assert.SkipWhen(shell is null, "There is no pwsh on the PATH, so the Pester suite was not run.");
        var (_, obstacle) = await RunAsync(shell!, "-Command", CanRun);
        Assert.SkipWhen(obstacle.Trim().Length > 0, $"The Pester suite was not run: {obstacle.Trim()}");

        var folder = Directory.CreateTempSubdirectory("claudedesktop-pester-").FullName;
        try
        {
            var failures = Path.Combine(folder, "failures.txt");
            var (exitCode, output) = await RunAsync(
                shell!, "-File", Repository.PathOf("build.ps1"), "-Task", "Test", "-OutputPath", Path.Combine(folder, "out"), "-FailureFile", failures);
            if (Environment.GetEnvironmentVariable("CLAUDEDESKTOP_PESTER_SUMMARY") is { Length: > 0 } summary)
                await File.WriteAllLinesAsync(summary, output.Split('\n').Where(line => line.StartsWith("Tests Passed", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
            var failing = File.Exists(failures) ? await File.ReadAllTextAsync(failures, TestContext.Current.CancellationToken) : "";
            Assert.True(exitCode == 0, failing.Trim().Length > 0 ? failing : output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? FindOnPath(string file) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0)
        .Select(folder => Path.Combine(folder, file))
        .FirstOrDefault(File.Exists);

    private static async Task<(int ExitCode, string Output)> RunAsync(string shell, params string[] arguments)
    {
        var start = new ProcessStartInfo(shell, ["-NoProfile", "-NonInteractive", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };

        // What the test platform sets for itself would make the inner build quiet or strange.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output + await errors);
    }
}
