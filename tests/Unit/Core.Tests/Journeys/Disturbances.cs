using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Tests.Journeys;

/// <summary>Everything that was seen to happen to a profile in the field, by name.</summary>
internal static partial class Disturbances
{
    private const string Broken = "{ \"appliedId\": \"";

    public static IReadOnlyList<Disturbance> All { get; } =
    [
        new("nothing happens", _ => { }, null),
        new("the app chose Claude.ai in the settings of its third-party folder", home => home.Edit(home.Paths.ThirdPartyConfig, text => text.Replace("\"3p\"", "\"1p\"")), HealthCode.DeploymentModeOfficial),
        new("the app chose Claude.ai in its standard settings", home => home.Edit(home.Paths.StandardConfig, text => text.Replace("\"3p\"", "\"1p\"")), HealthCode.DeploymentModeOfficial),
        new("the app saved its old settings while quitting", home => home.Write(home.Paths.StandardConfig, Journeys.Foreign.SavedWhileQuitting), HealthCode.DeploymentModeOfficial)
        {
            LeavesTraces = true,
            Foreign = "savedWhileQuitting",
        },
        new("the user applied another profile", home => home.Edit(home.Paths.LibraryIndex, text => text.Replace($"\"appliedId\" : \"{DesktopPaths.ProfileId}\"", $"\"appliedId\" : \"{Journeys.Foreign.ProfileId}\"")), HealthCode.NotApplied),
        new("the user applied none", home => home.Edit(home.Paths.LibraryIndex, text => text.Replace($"\"appliedId\" : \"{DesktopPaths.ProfileId}\"", "\"appliedId\" : \"\"")), HealthCode.NotApplied),
        new("a tidy tool deleted the profile", home => File.Delete(home.Paths.Profile), HealthCode.ProfileMissing),
        new("another tool points the profile at its own proxy", home => home.Edit(home.Paths.Profile, text => text.Replace(":15721/", ":15722/")), HealthCode.BaseUrlMismatch),
        new("another tool put its own token into the profile", home => home.Edit(home.Paths.Profile, text => text.Replace("\"cd-", "\"ccs-")), HealthCode.GatewayTokenMismatch),
        new("the token is gone from the profile", home => home.Edit(home.Paths.Profile, text => Token().Replace(text, "\"somebodysKey\": 1")), HealthCode.GatewayTokenMissing)
        {
            LeavesTraces = true,
            Foreign = "somebodysKey",
        },
        new("a real model name stands in the list", home => home.Edit(home.Paths.Profile, text => text.Replace("\"name\": \"claude-sonnet-5\"", "\"name\": \"gpt-6\"")), HealthCode.UnsafeModelName),
        new("the scheme is one that the app no longer reads", home => home.Edit(home.Paths.Profile, text => text.Replace("\"bearer\"", "\"auto\"")), HealthCode.ProfileDrift),
        new("discovery is turned on again", home => home.Edit(home.Paths.Profile, text => text.Replace("\"modelDiscoveryEnabled\": false", "\"modelDiscoveryEnabled\": true")), HealthCode.ProfileDrift),
        new("the login screen offers Claude.ai again", home => home.Edit(home.Paths.Profile, text => text.Replace("\"disableDeploymentModeChooser\": true", "\"disableDeploymentModeChooser\": false")), HealthCode.ProfileDrift),
        new("an admin adds a key of his own to the profile", home => home.Edit(home.Paths.Profile, text => text.Replace("\n}", ",\n  \"chatTabEnabled\": \"true\"\n}")), null)
        {
            LeavesTraces = true,
            Foreign = "chatTabEnabled",
        },
        new("the app laid its settings out anew", home => home.Edit(home.Paths.ThirdPartyConfig, text => text.Replace("\n    ", "\r\n\t")), null) { LeavesTraces = true, Foreign = "\r\n\t\"window\"" },
        new("the profile was cut off in the middle", home => home.Write(home.Paths.Profile, Broken), HealthCode.ProfileUnreadable) { PutRightByHand = home => File.Delete(home.Paths.Profile) },
        new("the index was cut off in the middle", home => CutOffKeeping(home, home.Paths.LibraryIndex), HealthCode.ProfileUnreadable) { PutRightByHand = home => BringBack(home, home.Paths.LibraryIndex) },
        new("the settings were cut off in the middle", home => CutOffKeeping(home, home.Paths.ThirdPartyConfig), HealthCode.ProfileUnreadable) { PutRightByHand = home => BringBack(home, home.Paths.ThirdPartyConfig) },
        new("a switch was cut short", home => home.Write(home.Data.SwitchJournal, "{\"startedAt\":\"2026-11-20T11:59:59.0000000+00:00\",\"to\":{\"providerId\":\"mapped\"},\"from\":{}}"), HealthCode.SwitchInterrupted),
        new("the provider's key is gone", home => home.Context().Secrets.Remove(SecretNames.ProviderKey(Journey.ProviderId)), HealthCode.ProviderKeyMissing)
        {
            PutRightByHand = home => home.Context().Secrets.Set(SecretNames.ProviderKey(Journey.ProviderId), Journey.Key),
        },
        new("the gateway ended", home => home.Listener = ListenerKind.Nobody, HealthCode.GatewayNotRunning) { PutRightByHand = home => home.Listener = ListenerKind.Ours },
        new("another program took the port", home => home.Listener = ListenerKind.Foreign, HealthCode.PortTaken) { PutRightByHand = home => home.Listener = ListenerKind.Ours },
        new("settings of an old version appeared", home => home.Edit(home.Paths.ThirdPartyConfig, text => text.Replace("\"window\"", "\"enterpriseConfig\": { \"inferenceProvider\": \"gateway\" },\n    \"window\"")), HealthCode.LegacyLocation)
        {
            PutRightByHand = home => home.Edit(home.Paths.ThirdPartyConfig, text => text.Replace("\"enterpriseConfig\": { \"inferenceProvider\": \"gateway\" },\n    ", "")),
        },
    ];

    [GeneratedRegex("\"inferenceGatewayApiKey\": \"[^\"]*\"")]
    private static partial Regex Token();

    private static void CutOffKeeping(FixtureHome home, string path)
    {
        File.Copy(path, Kept(home));
        home.Write(path, Broken);
    }

    private static void BringBack(FixtureHome home, string path) => File.Move(Kept(home), path, overwrite: true);

    private static string Kept(FixtureHome home) => Path.Combine(home.Root, "kept");
}
