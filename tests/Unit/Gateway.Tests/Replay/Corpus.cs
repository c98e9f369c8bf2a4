using System;
using System.IO;

namespace ClaudeDesktop.Gateway.Tests.Replay;

/// <summary>Where recorded answers lie: a folder beside the repository, which is no part of it.</summary>
internal static class Corpus
{
    public const string Variable = "CLAUDEDESKTOP_CORPUS";

    public static string Repository { get; } = FindRepository();

    /// <summary>The folder, or null where there is none.</summary>
    public static string? Folder { get; } = FindFolder();

    private static string? FindFolder()
    {
        var folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Path.Combine(Repository, "..", "shared", "corpus");
        return File.Exists(Path.Combine(folder, "manifest.json")) ? Path.GetFullPath(folder) : null;
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ClaudeDesktop.PS.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
