using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Desktop.Policy;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>Reads Claude Desktop's files without changing them.</summary>
public static class ProfileReader
{
    public static DesktopProfile Read(ModuleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var files = DesktopFiles.Read(context.Paths, context.Files);
        var store = context.Store.Read();
        var appliedId = ConfigLibrary.AppliedId(files.Index);
        var policy = PolicyReader.Read(context.System, context.Files);
        var applied = AppliedProfile.Read(files, context.Files);
        var (source, reason) = SourceFinder.Find(policy, applied, files);
        return new DesktopProfile
        {
            Path = context.Paths.Profile,
            Exists = files.Profile is not null,
            IsApplied = appliedId == DesktopPaths.ProfileId && files.Profile is not null,
            AppliedId = appliedId,
            DeploymentMode = DeploymentMode.Read(files.ThirdPartyConfig),
            StandardDeploymentMode = DeploymentMode.Read(files.StandardConfig),
            Provider = store.Active ?? OfficialProvider.Create(isActive: true),
            BaseUrl = files.Profile?.FindString(ProfileKeys.BaseUrl),
            AuthScheme = files.Profile?.FindString(ProfileKeys.AuthScheme),
            KeyHint = KeyHint.Of(files.Profile?.FindString(ProfileKeys.ApiKey)),
            CredentialHelper = files.Profile?.FindString(ProfileKeys.CredentialHelper),
            Models = ModelNames(files.Profile),
            Library = ConfigLibrary.Entries(files.Index),
            Source = source,
            SourceReason = reason,
            BootstrapPlace = SourceFinder.BootstrapPlace(policy, applied),
            Policy = policy,
            Interrupted = new ProfileSwitch(context).Pending,
        };
    }

    /// <summary>The names in a profile's model list, whether its entries are strings or objects.</summary>
    internal static IReadOnlyList<string> ModelNames(JsonText? profile)
    {
        if (profile?.Find(ProfileKeys.Models) is not { } raw)
            return [];
        using var document = JsonDocument.Parse(raw);
        return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(Name)] : [];
    }

    private static string Name(JsonElement entry) => JsonString.Of(entry) ?? JsonString.Of(entry, "name") ?? "";
}
