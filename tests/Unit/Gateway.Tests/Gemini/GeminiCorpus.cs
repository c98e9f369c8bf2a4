using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

/// <summary>Recorded answers of Gemini's, which lie beside the repository or where <c>CLAUDEDESKTOP_CORPUS</c> says. None is kept here.</summary>
internal static class GeminiCorpus
{
    private static readonly string[] Folders = ["gemini", "pydantic-ai/gemini", "pydantic-ai/gemini-vertex", "simonw-llm/gemini"];
    private static readonly string? Root = Find();

    public static IEnumerable<string> Files() => Root is null ? [] : Folders.Select(folder => Path.Combine(Root, folder)).Where(Directory.Exists)
        .SelectMany(Directory.EnumerateFiles).Where(file => !file.EndsWith(".request.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The bytes as they came over the wire.</summary>
    public static byte[] Bytes(string file)
    {
        if (!file.EndsWith(".chunks.txt", StringComparison.Ordinal))
            return File.ReadAllBytes(file);
        return Encoding.UTF8.GetBytes(string.Concat(File.ReadLines(file).Where(line => line.Length > 0).Select(line => $"data: {line}\r\n\r\n")));
    }

    /// <summary>The chunks, read by no code of ours.</summary>
    public static List<JsonElement> Chunks(string file)
    {
        var text = File.ReadAllText(file);
        if (file.EndsWith(".chunks.txt", StringComparison.Ordinal))
            return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Gem.Json)];
        if (file.EndsWith(".sse", StringComparison.Ordinal))
            return [.. text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => Gem.Json(line[6..]))];
        var whole = Gem.Json(text);
        return whole.ValueKind == JsonValueKind.Array ? [.. whole.EnumerateArray()] : [whole];
    }

    public static void Require()
    {
        if (Root is null)
            Assert.Skip("The recorded answers are not here; CLAUDEDESKTOP_CORPUS names their folder.");
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CLAUDEDESKTOP_CORPUS") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!Path.Exists(Path.Combine(folder.FullName, ".git")) || folder.Parent is not { } beside)
                continue;
            return new[] { beside, beside.Parent }.OfType<DirectoryInfo>().Select(parent => Path.Combine(parent.FullName, "shared", "corpus")).FirstOrDefault(Directory.Exists);
        }

        return null;
    }
}
