using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>Where Claude Code keeps what also counts for the Code tab of Claude Desktop.</summary>
internal static class ClaudeCodeFiles
{
    public static string UserSettings(HostSystem system) => system.Join(Folder(system), "settings.json");

    /// <summary>The sign-in to Claude.ai. On macOS it lies in the keychain, and only <see cref="Account"/> tells of it.</summary>
    public static string Credentials(HostSystem system) => system.Join(Folder(system), ".credentials.json");

    public static string Account(HostSystem system) => system.Join(system.Variable("CLAUDE_CONFIG_DIR") ?? system.HomeDirectory, ".claude.json");

    /// <summary>The settings that an administrator lays down; null on a system that has no place for them.</summary>
    public static string? ManagedSettings(HostSystem system) => !system.IsManaged ? null : system.Kind switch
    {
        SystemKind.Windows => system.Join(system.Variable("ProgramW6432") ?? @"C:\Program Files", "ClaudeCode", "managed-settings.json"),
        SystemKind.MacOS => "/Library/Application Support/ClaudeCode/managed-settings.json",
        SystemKind.Linux => "/etc/claude-code/managed-settings.json",
        _ => null,
    };

    private static string Folder(HostSystem system) => system.Variable("CLAUDE_CONFIG_DIR") ?? system.Join(system.HomeDirectory, ".claude");
}
