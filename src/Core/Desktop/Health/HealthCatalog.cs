using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>One row for every code: the source of the severity of each finding.</summary>
public static class HealthCatalog
{
    private const string WriteAnew = "Repair-CDProfile writes the profile anew; then quit Claude Desktop fully and start it again.";

    public static IReadOnlyList<HealthRow> Rows { get; } =
    [
        Ok(HealthCode.Healthy, "Nothing is wrong."),
        Error(HealthCode.PlatformUnsupported, "Claude Desktop does not exist for this operating system.", "Use Windows, macOS or Linux."),
        Mendable(HealthCode.UnsafeModelName, "A listed model name makes Claude Desktop drop the whole list of models.", WriteAnew),
        Error(HealthCode.RouteMissing, "The active provider maps models but has no route, so there is no model to offer.", "Give it a route with Set-CDProvider and New-CDModelRoute."),
        Mendable(HealthCode.GatewayTokenMissing, "The profile holds no token for the local gateway, which refuses Claude Desktop.", WriteAnew),
        Mendable(HealthCode.BaseUrlMismatch, "The profile points somewhere else than the active provider needs.", WriteAnew),
        Error(HealthCode.ManagedPolicyWins, "A managed policy decides where inference comes from, or is refused, so the profile is not read.", "Have the administrator take the named value out of the policy, or roll the provider out with the policy."),
        Mendable(HealthCode.NotApplied, "Another profile is applied in Claude Desktop's config library, or none.", WriteAnew),
        Mendable(HealthCode.DeploymentModeOfficial, "Claude Desktop's settings choose Claude.ai, so the profile is not used.", WriteAnew),
        Mendable(HealthCode.ProfileMissing, "A provider is active, but its profile is gone.", WriteAnew),
        Error(HealthCode.ProfileUnreadable, "A file of Claude Desktop's or of this module cannot be read.", "Put the named file right or take it away; it is never replaced."),
        MendableWarning(HealthCode.ProfileDrift, "The profile differs from what the active provider needs.", WriteAnew),
        Mendable(HealthCode.GatewayTokenMismatch, "The token in the profile is not the local gateway's, which refuses Claude Desktop.", WriteAnew),
        Mendable(HealthCode.DeprecatedKey, "The applied profile or the policy holds a key or a form that Claude Desktop no longer reads.", "Repair-CDProfile writes this module's own keys anew; replace any other with what the finding names."),
        Error(HealthCode.GatewayNotRunning, "No gateway answers where the profile points.", "Run Start-CDGateway."),
        Error(HealthCode.PortTaken, "Another program answers where the gateway should.", "Run Start-CDGateway, which takes a free port and writes it to the profile."),
        Error(HealthCode.PortReserved, "Windows reserves the gateway's port for something else.", "Run Start-CDGateway -Port with a port outside the reserved range that the finding names."),
        Mendable(HealthCode.PackagedPathMismatch, "The profile lies where the installed form of Claude Desktop does not read.", WriteAnew),
        Warning(HealthCode.LegacyLocation, "Settings stand where older versions of Claude Desktop had them.", "Start Claude Desktop once, which moves what it needs; then move away what the finding names."),
        Warning(HealthCode.AppNotRestarted, "Claude Desktop runs since before the profile was written, so it still uses the old one.", "Quit Claude Desktop fully and start it again."),
        Warning(HealthCode.ClaudeCodeLoginLeftover, "Claude Code holds a sign-in, a key or an address of its own, which may go before the profile in the Code tab.", "Take the named setting away, or run 'claude auth logout', if the Code tab is to use the provider too."),
        Warning(HealthCode.KeyInProfile, "The vendor's key stands in the profile in plain text.", "Enable-CDProvider again, where the finding says that Claude Desktop can ask a helper. Otherwise nothing, where Direct mode is wanted; Mapped mode keeps the key out of Claude Desktop's files."),
        Mendable(HealthCode.CredentialHelperBroken, "The program that gives Claude Desktop the provider's key is missing or changed.", "Repair-CDProfile writes it anew."),
        Mendable(HealthCode.SwitchInterrupted, "A switch was cut short.", "Repair-CDProfile finishes what was begun, or goes back to where it began."),
        Warning(HealthCode.AppMissing, "Claude Desktop is not installed for this user.", "Install Claude Desktop."),
        Error(HealthCode.AppTooOld, "The installed Claude Desktop is too old to read the profile.", "Update Claude Desktop."),
        Error(HealthCode.NeedsUserContext, "The profile needs a key or a token that only the user whose profile it is can read.", "Run the repair as that user."),
        Error(HealthCode.ProviderKeyMissing, "The active provider's key is missing.", "Give it one with Set-CDProvider -ApiKey."),
        MendableWarning(HealthCode.StoreExposed, "Others on this machine can read the module's own folder, its providers or its secrets.", "Repair-CDProfile makes them yours alone."),
        Error(HealthCode.SecretStoreUnavailable, "The store that holds the keys and the gateway's token does not answer.", "Unlock the system's keyring or keychain."),
    ];

    public static HealthRow Of(HealthCode code) => Rows.First(row => row.Code == code);

    private static HealthRow Ok(HealthCode code, string meaning) => new(code, HealthSeverity.Ok, meaning, "", Repairable: false);

    private static HealthRow Error(HealthCode code, string meaning, string repair) => new(code, HealthSeverity.Error, meaning, repair, Repairable: false);

    private static HealthRow Warning(HealthCode code, string meaning, string repair) => new(code, HealthSeverity.Warning, meaning, repair, Repairable: false);

    private static HealthRow Mendable(HealthCode code, string meaning, string repair) => new(code, HealthSeverity.Error, meaning, repair, Repairable: true);

    private static HealthRow MendableWarning(HealthCode code, string meaning, string repair) => new(code, HealthSeverity.Warning, meaning, repair, Repairable: true);
}
