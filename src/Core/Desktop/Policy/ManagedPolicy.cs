using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Policy;

/// <summary>What an administrator has laid down for Claude Desktop outside of all files of the user's. Never shows a value.</summary>
public sealed record ManagedPolicy
{
    private static readonly string[] Providers = ["gateway", "anthropic", "bedrock", "mantle", "vertex", "foundry"];

    /// <summary>The keys that leave it to the user where inference comes from.</summary>
    public static IReadOnlyList<string> AppBehaviourKeys { get; } =
    [
        "autoUpdaterEnforcementHours", "configRecheckIntervalMinutes", "disableAutoUpdates", "egressProxyPacUrl", "egressProxyUrl", "relaunchEnforcementHours",
        "updateViaUpdatesHost",
    ];

    public static ManagedPolicy None { get; } = new();

    /// <summary>Every value that Claude Desktop sees, each with its place.</summary>
    public IReadOnlyList<PolicyEntry> Entries { get; init; } = [];

    /// <summary>Why Claude Desktop refuses the policy, and with it all settings of the user's; null where it does not.</summary>
    public string? Rejected { get; init; }

    /// <summary>The file that it refuses.</summary>
    public string? RejectedFile { get; init; }

    /// <summary>What else an administrator should know: which place is not read, and why.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The value that decides; null where the connection is left to the user.</summary>
    public PolicyEntry? Decisive =>
        Entries.FirstOrDefault(entry => entry.Key is ProfileKeys.Provider or ProfileKeys.BootstrapUrl && TakesConnection(entry))
        ?? Entries.FirstOrDefault(TakesConnection);

    /// <summary>Whether the user's own profiles are not read any more.</summary>
    public bool TakesConnectionOver => Rejected is not null || Decisive is not null;

    /// <summary>Whether the policy itself names a provider or a server that does.</summary>
    public bool NamesSource => Decisive is { Key: ProfileKeys.Provider or ProfileKeys.BootstrapUrl };

    public PolicyScope Scope => Rejected is not null ? PolicyScope.Machine : Decisive?.Scope ?? (Entries.Count > 0 ? Entries[0].Scope : PolicyScope.None);

    /// <summary>A value that is a text; null where it is missing, empty or something else.</summary>
    internal string? Text(string key) =>
        Entries.FirstOrDefault(entry => entry.Key == key)?.Value is { } value && JsonString.Of(value) is { Length: > 0 } text ? text : null;

    public override string ToString() => Rejected ?? Decisive?.ToString() ?? "";

    private static bool TakesConnection(PolicyEntry entry) => entry.Key switch
    {
        ProfileKeys.Provider => CountsAsProvider(entry),
        _ => !AppBehaviourKeys.Contains(entry.Key),
    };

    private static bool CountsAsProvider(PolicyEntry entry)
    {
        var text = entry.Value is { } value ? JsonString.Of(value) : null;
        return text is null ? entry.IsTrusted : text.Length > 0 && (entry.IsTrusted || Providers.Contains(text, StringComparer.Ordinal));
    }
}
