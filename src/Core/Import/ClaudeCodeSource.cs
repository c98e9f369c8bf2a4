using System;
using System.Collections.Generic;
using System.IO;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>Claude Code's settings files, each of which describes at most one provider.</summary>
public static class ClaudeCodeSource
{
    /// <summary>The user's own settings file, where Claude Code looks for it.</summary>
    public static string UserFile(ModuleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ClaudeCodeFiles.UserSettings(context.System);
    }

    public static IReadOnlyList<ImportCandidate> Read(ModuleContext context, string path)
    {
        ArgumentNullException.ThrowIfNull(context);
        var bytes = context.Files.Read(path) ?? throw ImportErrors.SourceMissing(path, "settings file of Claude Code");
        var settings = ClaudeCodeSettings.Parse(bytes, path);
        var scope = ScopeOf(path, UserFile(context));
        var host = HostOf(settings);
        var blank = new ImportCandidate(ProviderId.FromName($"{scope} {host}"), $"{host} ({scope})", path);
        return [SettingsProvider.Fill(blank, settings)];
    }

    private static string ScopeOf(string path, string userFile) => Path.GetFileName(path) switch
    {
        var name when name.StartsWith("managed-settings", StringComparison.OrdinalIgnoreCase) => "managed",
        var name when name.EndsWith(".local.json", StringComparison.OrdinalIgnoreCase) => "local" + ProjectOf(path),
        _ when string.Equals(Path.GetFullPath(path), Path.GetFullPath(userFile), StringComparison.Ordinal) => "user",
        _ => "project" + ProjectOf(path),
    };

    // Two projects may name one host, and are two providers.
    private static string ProjectOf(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Path.GetFileName(folder) == ".claude" && Path.GetFileName(Path.GetDirectoryName(folder)) is { Length: > 0 } project ? " " + project : "";
    }

    private static string HostOf(ClaudeCodeSettings settings) =>
        settings["ANTHROPIC_BASE_URL"] is { } text ? Uri.TryCreate(text, UriKind.Absolute, out var address) ? address.Host : "unknown" : "api.anthropic.com";
}
