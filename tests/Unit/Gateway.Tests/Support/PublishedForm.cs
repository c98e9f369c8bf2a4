using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using ClaudeDesktop.Gateway.Failover;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Upstreams;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>
/// The gateway as it ships, which takes the place of the one in the tests' process where <c>CLAUDEDESKTOP_TEST_GATEWAY</c> names it: a
/// program, or a library for <c>dotnet</c>. What no command line can ask of it is skipped then, with the reason.
/// </summary>
internal static class PublishedForm
{
    public const string OneTry = "a single try for each request";
    public const string SmallLimit = "a smaller limit of a request's body";

    private static readonly string? Path = Environment.GetEnvironmentVariable("CLAUDEDESKTOP_TEST_GATEWAY") is { Length: > 0 } path ? System.IO.Path.GetFullPath(path) : null;

    public static bool IsAsked => Path is not null;

    /// <summary>Whether it is one file, with all libraries in it.</summary>
    public static bool IsProgram => Path is not null && !IsLibrary(Path);

    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(IsProgram ? Path! : "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (!IsProgram)
            start.ArgumentList.Add(Path ?? typeof(GatewayServer).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>Copies the gateway to where a module has it.</summary>
    public static void Install(string gatewayFolder)
    {
        if (IsProgram)
        {
            var system = Directory.CreateDirectory(System.IO.Path.Combine(gatewayFolder, System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path!)!)));
            File.Copy(Path!, System.IO.Path.Combine(system.FullName, System.IO.Path.GetFileName(Path!)));
            return;
        }

        var from = System.IO.Path.GetDirectoryName(Path ?? typeof(GatewayServer).Assembly.Location)!;
        foreach (var name in new[] { "ClaudeDesktop.Core.dll", "ClaudeDesktop.Gateway.dll", "ClaudeDesktop.Gateway.runtimeconfig.json" })
            File.Copy(System.IO.Path.Combine(from, name), System.IO.Path.Combine(gatewayFolder, name));
    }

    /// <summary>Leaves a test out that asks for what only a gateway in this process can be given.</summary>
    public static void SkipWhereGiven(TimeProvider? time, UpstreamLimits? limits, GatewayLimits? clients, FailoverLimits? failover)
    {
        SkipWhen(time is not null, "a clock of its own");
        SkipWhen(limits is not null, "limits of its own for upstreams");
        SkipWhen(clients is not null, "limits of its own for clients");

        // What ships waits longer between two tries, which changes nothing but the time that the test takes.
        SkipWhen(failover is not null && failover != Failover.Providers.Quick, "limits of its own for failover");
    }

    public static void SkipWhen(bool needed, string what) => Assert.SkipWhen(IsAsked && needed, $"The published gateway cannot be given {what}.");

    private static bool IsLibrary(string path) => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
}
