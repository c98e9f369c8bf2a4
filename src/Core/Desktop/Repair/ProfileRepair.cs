using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Repair;

/// <summary>
/// Puts right what Claude Desktop's files say wrong, by the same switch as any other. Where nothing can be put right, no file is touched;
/// so a second run changes nothing.
/// </summary>
public sealed class ProfileRepair(ModuleContext context, Func<int, ListenerKind> whoListens)
{
    private const string Restart = "Quit Claude Desktop fully and start it again.";

    /// <summary>What is wrong now.</summary>
    public IReadOnlyList<HealthFinding> Find() => new ProfileHealth(context, whoListens).Check();

    /// <summary>What a repair would put right of what was found.</summary>
    public static IReadOnlyList<HealthFinding> Repairable(IReadOnlyList<HealthFinding> findings) =>
        findings.Any(finding => finding.Code == HealthCode.ProfileUnreadable) ? [] : [.. findings.Where(finding => finding.Repairable)];

    /// <summary>Repairs, and says of every finding what became of it.</summary>
    /// <param name="found">What <see cref="Find"/> gave.</param>
    public IReadOnlyList<RepairResult> Run(IReadOnlyList<HealthFinding> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (Repairable(found).Count == 0)
            return [.. found.Select(finding => Left(finding, null))];
        ClaudeDesktopException? obstacle = null;
        var restart = false;
        try
        {
            if (Repairable(found).Any(IsAboutRights))
                FileModes.Repair(context.Home);
            restart = !Repairable(found).All(IsAboutRights) && new ProfileSwitch(context).Repair().RestartRequired;
        }
        catch (ClaudeDesktopException e) when (IsInTheProvider(e.Code))
        {
            obstacle = e;
        }

        var left = Find();
        return
        [
            .. found.Select(finding => left.Any(other => IsSame(other, finding)) ? Left(finding, obstacle) : Done(finding, restart && !IsAboutRights(finding))),
            .. left.Where(finding => finding.Code != HealthCode.Healthy && !found.Any(other => IsSame(other, finding))).Select(finding => Left(finding, obstacle)),
        ];
    }

    /// <summary>Whether a restart of Claude Desktop would put more right.</summary>
    public static bool NeedsRestart(IReadOnlyList<RepairResult> results) => results.Any(result => result.RestartRequired || result.Code == HealthCode.AppNotRestarted);

    /// <summary>What became of each finding once Claude Desktop was restarted as well.</summary>
    public static IReadOnlyList<RepairResult> Restarted(IReadOnlyList<RepairResult> results) =>
    [
        .. results.Select(result => result.RestartRequired || result.Code == HealthCode.AppNotRestarted
            ? result with { Outcome = RepairOutcome.Repaired, RecommendedAction = "", RestartRequired = false }
            : result),
    ];

    // What the provider lacks is a finding too, and says what to do; any other failure is one of the command.
    private static bool IsInTheProvider(ErrorCode code) =>
        code is ErrorCode.ProviderNotFound or ErrorCode.ProviderKeyMissing or ErrorCode.ProviderInvalid or ErrorCode.ApiFormatUnsupported or ErrorCode.FileUnreadable
            or ErrorCode.EnvironmentVariableMissing or ErrorCode.SecretVaultUnavailable or ErrorCode.SecretNotFound;

    // Rights are put right without a switch.
    private static bool IsAboutRights(HealthFinding finding) => finding.Code == HealthCode.StoreExposed;

    private static bool IsSame(HealthFinding left, HealthFinding right) => left.Code == right.Code && left.Path == right.Path && left.Message == right.Message;

    private static RepairResult Done(HealthFinding finding, bool restart) => RepairResult.Of(finding, RepairOutcome.Repaired, restart ? Restart : "", restart);

    private static RepairResult Left(HealthFinding finding, ClaudeDesktopException? obstacle)
    {
        if (finding.Severity == HealthSeverity.Ok)
            return RepairResult.Of(finding, RepairOutcome.Healthy, "");
        if (!finding.Repairable)
            return RepairResult.Of(finding, RepairOutcome.NotRepairable, finding.RecommendedAction);
        return RepairResult.Of(finding, RepairOutcome.NotRepaired, obstacle is null ? finding.RecommendedAction : $"{obstacle.Message} {obstacle.RecommendedAction}");
    }
}
