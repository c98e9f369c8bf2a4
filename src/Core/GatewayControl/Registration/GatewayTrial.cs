using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>Finds the first way to run a gateway that this machine also allows. At logon nobody is there to try the next.</summary>
internal static class GatewayTrial
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The same way for another command.</summary>
    public static GatewayRung Like(GatewayRung rung, HostSystem system, string folder, IReadOnlyList<string> words, RegistrationWish wish) =>
        GatewayLaunchPlan.Find(system, folder, words, rung.Host, wish.ShellFolder, wish.Scope == RegistrationScope.AllUsers).Rungs.First(other => other.FileName == rung.FileName);

    /// <param name="system">The machine.</param>
    /// <param name="folder">The gateway's folder.</param>
    /// <param name="words">What it is to be run with.</param>
    /// <param name="wish">What the user asked for.</param>
    /// <param name="blocked">Gets one sentence for each way that does not work.</param>
    public static GatewayRung FirstThatRuns(HostSystem system, string folder, IReadOnlyList<string> words, RegistrationWish wish, ICollection<string> blocked)
    {
        var forAll = wish.Scope == RegistrationScope.AllUsers;
        var rungs = GatewayLaunchPlan.Find(system, folder, words, wish.Host, wish.ShellFolder, forAll).Rungs;
        var trials = GatewayLaunchPlan.Find(system, folder, ["check"], wish.Host, wish.ShellFolder, forAll).Rungs;
        for (var i = 0; i < rungs.Count; i++)
        {
            var run = ProgramRun.Of(trials[i].FileName, trials[i].Arguments, Patience, trials[i].Environment);
            if (run.ExitCode == 0)
                return rungs[i];
            blocked.Add($"{rungs[i].Host}: '{rungs[i].FileName}' does not run here{(run.ExitCode is { } code ? $" (exit code {code})" : "")}. {run.Words}".Trim());
        }

        throw new ClaudeDesktopException(
            ErrorCode.GatewayStartFailed,
            $"This machine lets nothing run the gateway. {string.Join(" ", blocked)}",
            "Allow one of these programs where the machine's rules are made (AppLocker, App Control, Gatekeeper, a noexec mount), or mend its installation.",
            folder);
    }
}
