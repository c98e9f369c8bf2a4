using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace ClaudeDesktop.Cmdlets.Contract.Tests;

/// <summary>Core as Windows PowerShell 5.1 loads it: the netstandard2.0 binary on the .NET Framework, or on Mono, which is one that runs elsewhere.</summary>
public class FrameworkTests
{
    private const int TenMinutes = 600_000;

    /// <summary>Unix modes are read by File.GetUnixFileMode where there is one. The .NET Framework has none, and on Windows no modes to read; neither has Mono, which has.</summary>
    private static readonly string[] _cannotPassOnMono =
    [
        "ProfileSwitchTests.A_profile_is_for_this_users_eyes_alone_and_settings_keep_their_mode",
    ];

    [Fact(Timeout = TenMinutes)]
    public async Task Core_keeps_its_promises_on_a_NET_Framework_runtime()
    {
        var isWindows = OperatingSystem.IsWindows();
        Assert.SkipUnless(isWindows || IsOnPath("mono"), "There is no Mono on the PATH (Debian: mono-devel), so nothing ran Core on a .NET Framework runtime.");
        var folder = Directory.CreateTempSubdirectory("claudedesktop-framework-").FullName;
        try
        {
            var project = Repository.PathOf("tests", "Unit", "Core.Framework", "ClaudeDesktop.Core.Framework.csproj");
            var (built, said) = await RunAsync("dotnet", "build", project, "--artifacts-path", folder, "--nologo", "--verbosity", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false");
            Assert.True(built == 0, said);

            var program = Directory.EnumerateFiles(Path.Combine(folder, "bin"), "ClaudeDesktop.Core.Tests.exe", SearchOption.AllDirectories).First();
            var (_, output) = isWindows ? await RunAsync(program) : await RunAsync("mono", program);
            Assert.SkipWhen(output.Contains("assembly 'netstandard, ", StringComparison.Ordinal), "This Mono lacks its netstandard facade (Debian: mono-devel).");

            var outcomes = output.Split('\n').ToLookup(line => line.Split(' ')[0], line => line.TrimEnd());
            var failed = outcomes["failed"].Where(line => isWindows || !_cannotPassOnMono.Any(name => line.StartsWith($"failed {name}: ", StringComparison.Ordinal)));
            Assert.Empty(failed);
            Assert.True(outcomes["passed"].Count() > 200, output);
            Assert.All(_cannotPassOnMono, name => Assert.DoesNotContain($"passed {name}", isWindows ? [] : outcomes["passed"]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
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
