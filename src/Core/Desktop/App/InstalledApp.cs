using System;

namespace ClaudeDesktop.Desktop.App;

/// <summary>One Claude Desktop that is installed, and how its processes are told from all others: by the program's path, never by its name.</summary>
internal sealed record InstalledApp(AppKind Kind, string ExecutablePath)
{
    private readonly Lazy<Version?> _version = new(() => null);

    /// <summary>Read only when it is asked for; null where it cannot be told.</summary>
    public Version? Version => _version.Value;

    public Func<Version?> VersionFrom
    {
        init => _version = new Lazy<Version?>(value);
    }

    /// <summary>Whether a program is this app's main one.</summary>
    public required Func<string, bool> IsMainProgram { get; init; }

    /// <summary>Whether a program belongs to this app: the main one, and those that it starts as parts of itself.</summary>
    public required Func<string, bool> IsPart { get; init; }

    /// <summary>What the system starts it by: a path, or the id of a package's app.</summary>
    public required string LaunchName { get; init; }
}
