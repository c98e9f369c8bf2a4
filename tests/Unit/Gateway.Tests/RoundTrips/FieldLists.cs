using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using ClaudeDesktop.Gateway.Tests.Replay;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>What each vendor's own types allow in a request, generated once for all tests.</summary>
internal static class FieldLists
{
    private static readonly Lazy<(JsonElement? Lists, string? Absent)> Once = new(Generate);

    /// <summary>Why there is no list, or null.</summary>
    public static string? Absent => Once.Value.Absent;

    /// <summary>A format's list; null for Anthropic's, whose requests are not ours.</summary>
    public static FieldList? Of(ApiFormat format) => Name(format) is { } name ? new FieldList(Once.Value.Lists!.Value.GetProperty(name)) : null;

    private static string? Name(ApiFormat format) => format switch
    {
        ApiFormat.OpenAIChat => "openai-chat",
        ApiFormat.OpenAIResponses => "openai-responses",
        ApiFormat.Gemini => "gemini",
        _ => null,
    };

    private static (JsonElement? Lists, string? Absent) Generate()
    {
        var folder = Path.Combine(Corpus.Repository, "tests", "Oracle");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            return (null, "The vendors' types are not installed: run 'npm install' in tests/Oracle.");
        var output = Path.Combine(Directory.CreateTempSubdirectory("ClaudeDesktop.Fields.").FullName, "fields.json");
        try
        {
            if (!Node(folder, output))
                return (null, "Node.js, which reads the vendors' types, is not on the path.");
            using var stream = File.OpenRead(output);
            return (JsonDocument.Parse(stream).RootElement, null);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(output)!, recursive: true);
        }
    }

    private static bool Node(string folder, string output)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("fields.mjs");
        start.ArgumentList.Add(output);
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? true : throw new InvalidOperationException($"fields.mjs failed with exit code {process.ExitCode}: {error.GetAwaiter().GetResult()}");
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
