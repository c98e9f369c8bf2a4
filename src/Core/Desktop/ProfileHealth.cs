using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>Says whether Claude Desktop's files, the active provider and the gateway agree. Changes nothing.</summary>
public sealed class ProfileHealth(ModuleContext context, Func<int, ListenerKind> whoListens)
{
    /// <summary>Every finding, the gravest causes first; a single <see cref="HealthCode.Healthy"/> where there is nothing to say.</summary>
    public IReadOnlyList<HealthFinding> Check()
    {
        if (!DesktopPaths.IsSupported(context.System) && context.System.Variable("CLAUDEDESKTOP_APP_HOME") is null)
            return [HealthFindings.PlatformUnsupported()];
        var findings = new List<HealthFinding>();
        try
        {
            if (new ProfileSwitch(context).Pending is { } pending)
                findings.Add(HealthFindings.SwitchInterrupted(pending, context.Home.SwitchJournal));
            var store = context.Store.Read();
            var files = DesktopFiles.Read(context.Paths, context.Files);
            findings.AddRange(store.Active is { } provider ? Active(provider, store, files) : Official(files));
        }
        catch (ClaudeDesktopException e) when (e.Code is ErrorCode.FileUnreadable or ErrorCode.FileAccessDenied or ErrorCode.StoreTooNew)
        {
            findings.Add(HealthFindings.Unreadable(e));
        }

        return findings.Count > 0 ? findings : [HealthFindings.Healthy(context.Store.Read().Active)];
    }

    private IEnumerable<HealthFinding> Official(DesktopFiles files)
    {
        if (files.Profile?.FindString(ProfileKeys.Provider) is not null || ConfigLibrary.HasOurEntry(files.Index))
            yield return HealthFindings.LeftOver(context.Paths.Profile);
    }

    private IEnumerable<HealthFinding> Active(Provider provider, StoreSnapshot store, DesktopFiles files) =>
        OfProvider(provider).Concat(OfMode(files)).Concat(OfProfile(provider, store, files)).Concat(OfGateway(provider, store));

    private IEnumerable<HealthFinding> OfProvider(Provider provider)
    {
        if (provider is { Mode: ProviderMode.Mapped, Routes.Count: 0 })
            yield return HealthFindings.RouteMissing(provider);
        if (provider.AuthScheme != AuthScheme.None && string.IsNullOrEmpty(context.Secrets.Get(SecretNames.ProviderKey(provider.Id))))
            yield return HealthFindings.KeyMissing(provider);
    }

    private IEnumerable<HealthFinding> OfMode(DesktopFiles files)
    {
        if (DeploymentMode.Read(files.ThirdPartyConfig) == DeploymentMode.Official)
            yield return HealthFindings.OfficialMode(context.Paths.ThirdPartyConfig);
        else if (DeploymentMode.Read(files.StandardConfig) == DeploymentMode.Official)
            yield return HealthFindings.OfficialMode(context.Paths.StandardConfig);
        if (ConfigLibrary.AppliedId(files.Index) is var applied && applied != DesktopPaths.ProfileId)
            yield return HealthFindings.NotApplied(applied, context.Paths.LibraryIndex);
    }

    private IEnumerable<HealthFinding> OfProfile(Provider provider, StoreSnapshot store, DesktopFiles files)
    {
        var path = context.Paths.Profile;
        if (files.Profile is not { } profile)
        {
            yield return HealthFindings.ProfileMissing(provider, path);
            yield break;
        }

        foreach (var name in ProfileReader.ModelNames(profile).Where(name => !SafeModelName.IsSafe(name)))
            yield return HealthFindings.UnsafeModelName(name, path);
        if (CredentialFinding(provider, profile) is { } credential)
            yield return credential;
        var expected = GatewayProfile.Write(profile, provider, profile.FindString(ProfileKeys.ApiKey) ?? "", store.GatewayPort);
        var wanted = expected.FindString(ProfileKeys.BaseUrl)!;
        var found = profile.FindString(ProfileKeys.BaseUrl);
        if (!string.Equals(found?.TrimEnd('/'), wanted.TrimEnd('/'), StringComparison.Ordinal))
            yield return HealthFindings.BaseUrlMismatch(found, wanted, path);
        var drifted = ProfileKeys.Ours.Where(key => key is not (ProfileKeys.BaseUrl or ProfileKeys.ApiKey) && Differs(profile, expected, key)).ToList();
        if (drifted.Count > 0)
            yield return HealthFindings.Drift(drifted, path);
    }

    private HealthFinding? CredentialFinding(Provider provider, JsonText profile)
    {
        var found = profile.FindString(ProfileKeys.ApiKey);
        if (provider.Mode != ProviderMode.Mapped)
            return KeyFinding(provider, found);
        if (string.IsNullOrEmpty(found))
            return HealthFindings.TokenMissing(context.Paths.Profile);
        return context.Secrets.Get(SecretNames.GatewayToken) == found ? null : HealthFindings.TokenMismatch(context.Paths.Profile);
    }

    // A provider that lacks its key is found already, and without one there is nothing to compare with.
    private HealthFinding? KeyFinding(Provider provider, string? found)
    {
        var key = provider.AuthScheme == AuthScheme.None ? GatewayProfile.NoKey : context.Secrets.Get(SecretNames.ProviderKey(provider.Id));
        return string.IsNullOrEmpty(key) || key == found ? null : HealthFindings.Drift([ProfileKeys.ApiKey], context.Paths.Profile);
    }

    private IEnumerable<HealthFinding> OfGateway(Provider provider, StoreSnapshot store)
    {
        if (provider.Mode != ProviderMode.Mapped)
            yield break;
        var listener = whoListens(store.GatewayPort);
        if (listener == ListenerKind.Nobody)
            yield return HealthFindings.GatewayNotRunning(store.GatewayPort);
        else if (listener == ListenerKind.Foreign)
            yield return HealthFindings.PortTaken(store.GatewayPort);
    }

    private static bool Differs(JsonText left, JsonText right, string key) =>
        new FileChange("", left.Find(key)?.ToArray(), right.Find(key)?.ToArray(), FilePrivacy.AsBefore).ChangesSomething;
}
