using System;
using System.Collections.Generic;
using System.Globalization;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>Claude Desktop's side as it was before a switch: what was applied, the modes, the active provider and our keys. Never carries a key or a token.</summary>
public sealed record ProfileSnapshot
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What the switch was for that ended this state.</summary>
    public required SwitchReason Reason { get; init; }

    /// <summary>Where that switch led, such as <c>provider 'kimi'</c>.</summary>
    public required string Next { get; init; }

    /// <summary>The provider that was active; null for the official one.</summary>
    public string? ProviderId { get; init; }

    public string? ProviderName { get; init; }

    /// <summary>The profile that was applied, ours or another's; null for none.</summary>
    public string? AppliedId { get; init; }

    /// <summary>What Claude Desktop calls that profile.</summary>
    public string? AppliedName { get; init; }

    /// <summary><c>3p</c> or <c>1p</c> in the settings of the third-party folder; null where nothing stood.</summary>
    public string? DeploymentMode { get; init; }

    /// <summary>The same in the settings of the standard folder.</summary>
    public string? StandardDeploymentMode { get; init; }

    /// <summary>Where our profile pointed.</summary>
    public string? BaseUrl => Keys.FindString(ProfileKeys.BaseUrl);

    /// <summary>The profile of another program that was applied before ours.</summary>
    public string? PreviousAppliedId { get; init; }

    /// <summary>Our keys of the profile, without those that are secret.</summary>
    internal JsonText Keys { get; init; } = JsonText.EmptyObject;

    /// <summary>Whether the profile held a key or a token, which is not kept.</summary>
    internal bool HadCredential { get; init; }

    /// <summary>Headers whose values look like credentials and are not kept.</summary>
    internal IReadOnlyList<string> WithheldHeaders { get; init; } = [];

    /// <summary>The gateway's port at the time.</summary>
    internal int GatewayPort { get; init; }

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} ({1})", Id, ProviderName ?? "official mode");
}
