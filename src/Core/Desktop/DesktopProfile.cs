using System.Collections.Generic;
using ClaudeDesktop.Desktop.Policy;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Desktop;

/// <summary>What Claude Desktop's files say now. Never carries a key or a token.</summary>
public sealed record DesktopProfile
{
    /// <summary>Our profile's file, whether or not it exists.</summary>
    public required string Path { get; init; }

    public bool Exists { get; init; }

    /// <summary>Whether our profile is the one that Claude Desktop applies.</summary>
    public bool IsApplied { get; init; }

    /// <summary>The profile that is applied, ours or another's; null for none.</summary>
    public string? AppliedId { get; init; }

    /// <summary><c>3p</c> or <c>1p</c> in the settings of the third-party folder, which decide; null where nothing stands.</summary>
    public string? DeploymentMode { get; init; }

    /// <summary>The same in the settings of the standard folder.</summary>
    public string? StandardDeploymentMode { get; init; }

    /// <summary>The provider that Claude Desktop was last switched to.</summary>
    public required Provider Provider { get; init; }

    public string? BaseUrl { get; init; }

    public string? AuthScheme { get; init; }

    /// <summary>The last characters of the key or token in the profile.</summary>
    public string? KeyHint { get; init; }

    /// <summary>The program that Claude Desktop asks for the key; null where the key or token stands in the profile.</summary>
    public string? CredentialHelper { get; init; }

    /// <summary>The model names that the profile lists; empty lets Claude Desktop ask the gateway.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Every profile of the config library.</summary>
    public IReadOnlyList<LibraryEntry> Library { get; init; } = [];

    /// <summary>What decides where inference comes from: a managed policy, the config library or nothing.</summary>
    public ConnectionSource Source { get; init; }

    /// <summary>Why that is so, in a sentence or two.</summary>
    public string SourceReason { get; init; } = "";

    /// <summary>Where the address of a server stands that sends Claude Desktop its settings and so overrules all others; null for nowhere.</summary>
    public string? BootstrapPlace { get; init; }

    /// <summary>The managed policy that is in force; it may leave the connection to the user.</summary>
    public ManagedPolicy Policy { get; init; } = ManagedPolicy.None;

    /// <summary>A switch that was cut short; the next change finishes it or takes it back.</summary>
    public PendingSwitch? Interrupted { get; init; }

    public override string ToString() => Path;
}
