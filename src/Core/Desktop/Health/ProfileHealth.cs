using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Says whether Claude Desktop's files, the active provider and the gateway agree. Changes nothing.</summary>
public sealed class ProfileHealth(ModuleContext context, Func<int, ListenerKind> whoListens)
{
    // What makes all the rest pointless comes first.
    private static readonly IHealthCheck[] Checks =
    [
        new PolicyCheck(),
        new LeftoverCheck(),
        new ProviderCheck(),
        new ModeCheck(),
        new PackagedPathCheck(),
        new ProfileCheck(),
        new KeyInProfileCheck(),
        new StoreExposedCheck(),
        new DeprecatedKeyCheck(),
        new LegacyLocationCheck(),
        new ReservedPortCheck(),
        new GatewayCheck(),
        new AppMissingCheck(),
        new AppTooOldCheck(),
        new AppNotRestartedCheck(),
        new ClaudeCodeCheck(),
    ];

    // What cannot be written without one of the user's secrets.
    private static readonly HealthCode[] NeedingSecret = [HealthCode.ProfileMissing, HealthCode.PackagedPathMismatch, HealthCode.GatewayTokenMissing];

    /// <summary>Every finding, the gravest causes first; a single <see cref="HealthCode.Healthy"/> where there is nothing to say.</summary>
    public IReadOnlyList<HealthFinding> Check() => context.System.IsThisUser ? Find() : [.. Find().Select(OfOtherUser)];

    private List<HealthFinding> Find()
    {
        if (!DesktopPaths.IsSupported(context.System) && context.System.Variable("CLAUDEDESKTOP_APP_HOME") is null)
            return [HealthFinding.Of(HealthCode.PlatformUnsupported, "Claude Desktop does not exist for this operating system.", "Run the command on Windows, macOS or Linux.")];
        var findings = new List<HealthFinding>();
        try
        {
            if (new ProfileSwitch(context).Pending is { } pending)
                findings.Add(Interrupted(pending));
            var scene = new HealthScene(context, context.Store.Read(), DesktopFiles.Read(context.Paths, context.Files), whoListens);
            findings.AddRange(Checks.SelectMany(check => check.Check(scene)));
            if (!context.System.IsThisUser && findings.Exists(finding => NeedingSecret.Contains(finding.Code)) && !scene.TryReadSecret(SecretNames.GatewayToken, out _))
                findings.Add(NeedsUser());
        }
        catch (ClaudeDesktopException e) when (e.Code is ErrorCode.FileUnreadable or ErrorCode.FileAccessDenied or ErrorCode.StoreTooNew)
        {
            findings.Add(HealthFinding.Of(HealthCode.ProfileUnreadable, e.Message, e.RecommendedAction, e.Target as string));
        }
        catch (ClaudeDesktopException e) when (e.Code == ErrorCode.SecretStoreUnavailable)
        {
            findings.Add(HealthFinding.Of(HealthCode.SecretStoreUnavailable, e.Message, e.RecommendedAction));
        }

        return findings.Count > 0 ? findings : [Healthy(context.Store.Read().Active)];
    }

    private HealthFinding OfOtherUser(HealthFinding finding) => finding with { UserProfilePath = context.System.HomeDirectory };

    private HealthFinding NeedsUser() => HealthFinding.Of(
        HealthCode.NeedsUserContext,
        $"The profile needs a key or a token that only the user '{context.System.UserName}' can read.",
        $"Run Repair-CDProfile as '{context.System.UserName}'.");

    private HealthFinding Interrupted(PendingSwitch pending) => HealthFinding.Of(
        HealthCode.SwitchInterrupted,
        pending.IsUnreadable
            ? "A switch was cut short, and the note of where it was to end cannot be read."
            : $"A switch to {pending} was cut short at {pending.StartedAt:u}.",
        pending.IsUnreadable
            ? "Run Repair-CDProfile: it writes everything anew as the active provider needs it, and keeps the note as 'switch.unreadable-1.json' beside it."
            : "Run Repair-CDProfile: it finishes what was begun, or goes back to where it began.",
        context.Home.SwitchJournal);

    private static HealthFinding Healthy(Provider? provider) => HealthFinding.Of(
        HealthCode.Healthy,
        provider is null ? "No provider is active, and nothing of this module is left in Claude Desktop's files." : $"Claude Desktop's files are as '{provider.Name}' needs them.",
        "");
}
