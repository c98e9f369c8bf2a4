using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Asks before a gateway ends that somebody would miss.</summary>
internal static class GatewayConfirmation
{
    /// <param name="cmdlet">Who would end it.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="needs">Who would miss it, a sentence each.</param>
    /// <param name="isForced">Whether it is to end all the same.</param>
    /// <exception cref="ClaudeDesktopException">Nobody is there to be asked.</exception>
    public static bool IsGiven(PSCmdlet cmdlet, int port, IReadOnlyList<string> needs, bool isForced)
    {
        foreach (var need in needs)
            cmdlet.WriteWarning(need);
        return isForced || needs.Count == 0 || IsGivenByArgument(cmdlet)
            || (KeyPrompt.Answer(cmdlet, string.Join(" ", needs) + " Stop it?", "Stop the gateway") ?? throw GatewayFailures.InUse(port, needs));
    }

    /// <summary>The same for each that is answering requests, which would be cut off.</summary>
    public static bool IsGivenForRequests(PSCmdlet cmdlet, ModuleContext context, IEnumerable<int> ports, bool isForced) =>
        ports.Distinct().ToList().TrueForAll(port => IsGiven(cmdlet, port, GatewayNeed.Requests(port, context), isForced));

    // Who says so beforehand has been asked, and has answered.
    private static bool IsGivenByArgument(PSCmdlet cmdlet) => cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm)
        ? confirm is SwitchParameter { IsPresent: false }
        : cmdlet.GetVariableValue("ConfirmPreference")?.ToString() == nameof(ConfirmImpact.None);
}
