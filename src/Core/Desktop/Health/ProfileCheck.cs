using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Desktop.Credentials;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether the profile says what the active provider needs.</summary>
internal sealed class ProfileCheck : IHealthCheck
{
    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        if (scene.Active is not { } provider)
            return [];
        return scene.Files.Profile is { } profile
            ? Names(profile, scene).Concat(Credential(provider, profile, scene)).Concat(Content(provider, profile, scene))
            : [HealthFinding.Of(HealthCode.ProfileMissing, $"'{provider.Name}' is active, but its profile is gone.", HealthFinding.WriteAnew, scene.Paths.Profile)];
    }

    private static IEnumerable<HealthFinding> Names(JsonText profile, HealthScene scene) =>
        from name in ProfileReader.ModelNames(profile)
        where !SafeModelName.IsSafe(name)
        select HealthFinding.Of(
            HealthCode.UnsafeModelName, $"The model name '{name}' makes Claude Desktop drop the whole list of models.", HealthFinding.WriteAnew, scene.Paths.Profile);

    private static IEnumerable<HealthFinding> Content(Provider provider, JsonText profile, HealthScene scene)
    {
        var path = scene.Paths.Profile;
        var isHelped = IsHelped(provider, profile, scene);
        var shown = isHelped ? ProfileCredential.Helper(scene.Context.Home.HelperFile(provider.Id)) : ProfileCredential.Plain(profile.FindString(ProfileKeys.ApiKey) ?? "");
        var expected = GatewayProfile.Write(profile, provider, shown, scene.Store.GatewayPort);
        var wanted = expected.FindString(ProfileKeys.BaseUrl)!;
        var found = profile.FindString(ProfileKeys.BaseUrl);
        if (!string.Equals(found?.TrimEnd('/'), wanted.TrimEnd('/'), StringComparison.Ordinal))
            yield return HealthFinding.Of(HealthCode.BaseUrlMismatch, $"The profile points to '{found}', but should point to '{wanted}'.", HealthFinding.WriteAnew, path);
        var drifted = ProfileKeys.Ours.Where(key => key != ProfileKeys.BaseUrl && (isHelped || key != ProfileKeys.ApiKey) && Differs(profile, expected, key)).ToList();
        if (drifted.Count > 0)
            yield return Drift(drifted, path);
    }

    private static IEnumerable<HealthFinding> Credential(Provider provider, JsonText profile, HealthScene scene)
    {
        var path = scene.Paths.Profile;
        var found = profile.FindString(ProfileKeys.ApiKey);
        if (IsHelped(provider, profile, scene))
        {
            if (new CredentialHelpers(scene.Context) is var helpers && helpers.IsNamed(profile, provider) && !helpers.IsIntact(provider))
                yield return Broken(provider, scene);
        }
        else if (provider.Mode != ProviderMode.Mapped)
        {
            // A provider that lacks its key is found already, and without one there is nothing to compare with.
            string? key = GatewayProfile.NoKey;
            if (provider.AuthScheme != AuthScheme.None)
                scene.TryReadKey(provider, out key);
            if (!string.IsNullOrEmpty(key) && key != found)
                yield return Drift([ProfileKeys.ApiKey], path);
        }
        else if (string.IsNullOrEmpty(found))
        {
            yield return HealthFinding.Of(
                HealthCode.GatewayTokenMissing, "The profile holds no token for the local gateway, which will refuse Claude Desktop.", HealthFinding.WriteAnew, path);
        }
        else if (scene.TryReadSecret(SecretNames.GatewayToken, out var token) && token != found)
        {
            yield return HealthFinding.Of(
                HealthCode.GatewayTokenMismatch, "The token in the profile is not the local gateway's, which will refuse Claude Desktop.", HealthFinding.WriteAnew, path);
        }
    }

    // A key that stands in the profile has a finding of its own, which says whether it must.
    private static bool IsHelped(Provider provider, JsonText profile, HealthScene scene) =>
        provider is { Mode: ProviderMode.Direct, AuthScheme: not AuthScheme.None }
        && (ProfileCredential.IsHelperNamed(profile) || string.IsNullOrEmpty(profile.FindString(ProfileKeys.ApiKey)))
        && CredentialChoice.Of(scene.Context, provider, profile).UsesHelper;

    private static HealthFinding Broken(Provider provider, HealthScene scene) => HealthFinding.Of(
        HealthCode.CredentialHelperBroken,
        $"The program that gives Claude Desktop the key of '{provider.Name}' is missing, was changed, or cannot run what it names.",
        scene.Context.System.IsThisUser
            ? "Run Repair-CDProfile, which writes it anew. A symbolic link in its place is to be taken away first."
            : $"Run Repair-CDProfile as '{scene.Context.System.UserName}'.",
        scene.Context.Home.HelperFile(provider.Id));

    private static HealthFinding Drift(IEnumerable<string> keys, string path) =>
        HealthFinding.Of(HealthCode.ProfileDrift, $"The profile was changed by another program: {string.Join(", ", keys)}.", HealthFinding.WriteAnew, path);

    private static bool Differs(JsonText left, JsonText right, string key) =>
        new FileChange("", left.Find(key)?.ToArray(), right.Find(key)?.ToArray(), FilePrivacy.AsBefore).ChangesSomething;
}
