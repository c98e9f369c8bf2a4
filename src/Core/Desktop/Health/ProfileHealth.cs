using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Says whether Claude Desktop's files, the active provider and the gateway agree. Changes nothing.</summary>
public sealed class ProfileHealth(ModuleContext context, Func<int, ListenerKind> whoListens)
{
    // What makes all the rest pointless comes first.
    private static readonly IHealthCheck[] Checks =
    [
        new LeftoverCheck(),
        new ProviderCheck(),
        new ModeCheck(),
        new ProfileCheck(),
        new KeyInProfileCheck(),
        new GatewayCheck(),
        new AppMissingCheck(),
        new AppTooOldCheck(),
        new AppNotRestartedCheck(),
    ];

    /// <summary>Every finding, the gravest causes first; a single <see cref="HealthCode.Healthy"/> where there is nothing to say.</summary>
    public IReadOnlyList<HealthFinding> Check()
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
        }
        catch (ClaudeDesktopException e) when (e.Code is ErrorCode.FileUnreadable or ErrorCode.FileAccessDenied or ErrorCode.StoreTooNew)
        {
            findings.Add(HealthFinding.Of(HealthCode.ProfileUnreadable, e.Message, e.RecommendedAction, e.Target as string));
        }

        return findings.Count > 0 ? findings : [Healthy(context.Store.Read().Active)];
    }

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
        provider is null ? "Claude Desktop is in official mode, and nothing of this module is left in its files." : $"Claude Desktop's files are as '{provider.Name}' needs them.",
        "");
}
