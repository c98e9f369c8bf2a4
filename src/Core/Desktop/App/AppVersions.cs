using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Desktop.App;

/// <summary>Since when Claude Desktop reads what this module writes, by Anthropic's configuration reference of October 2026.</summary>
public static class AppVersions
{
    // Third-party mode itself, and whatever the reference lists without a version of its own.
    private static readonly Version Baseline = new(1, 2581, 0);

    /// <summary>The first version that reads a key of the profile.</summary>
    public static IReadOnlyDictionary<string, Version> FirstToRead { get; } = new Dictionary<string, Version>(StringComparer.Ordinal)
    {
        [ProfileKeys.Provider] = Baseline,
        [ProfileKeys.BaseUrl] = Baseline,
        [ProfileKeys.AuthScheme] = new(1, 3036, 0),
        [ProfileKeys.CredentialKind] = new(1, 8555, 0),
        [ProfileKeys.CredentialHelper] = Baseline,
        [ProfileKeys.CredentialHelperTtl] = Baseline,
        [ProfileKeys.CredentialHelperTimeout] = new(1, 8089, 0),
        [ProfileKeys.ApiKey] = Baseline,
        [ProfileKeys.CustomHeaders] = new(1, 8089, 0),
        [ProfileKeys.Models] = Baseline,
        [ProfileKeys.ModelDiscovery] = new(1, 8089, 0),
        [ProfileKeys.DisableModeChooser] = new(1, 3834, 0),
        [ProfileKeys.EgressAllowedHosts] = Baseline,
    };

    /// <summary>The first version that asks a helper for the key, and nothing else where it is told to.</summary>
    public static Version FirstWithHelper { get; } =
        new[] { ProfileKeys.CredentialKind, ProfileKeys.CredentialHelper, ProfileKeys.CredentialHelperTtl, ProfileKeys.CredentialHelperTimeout }.Max(key => FirstToRead[key])!;

    /// <summary>The first version that reads all of them: an older one takes a part of the profile and is then at odds with the rest.</summary>
    public static Version OldestSupported { get; } = FirstToRead.Values.Max()!;
}
