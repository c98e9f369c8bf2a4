using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace ClaudeDesktop.Cmdlets;

/// <summary>Asks the person at the shell, where there is one.</summary>
internal static class KeyPrompt
{
    private const string ConsoleHost = "ConsoleHost";
    private const string NonInteractive = "-NonInteractive";
    private const int ShortestOfIt = 5;

    /// <returns>What was typed; null where nobody can be asked.</returns>
    public static SecureString? Ask(PSHost host, string question)
    {
        if (!IsSomebodyThere(host) || host.UI is not { } screen)
            return null;
        try
        {
            screen.Write(question + ": ");
            return screen.ReadLineAsSecureString();
        }
        catch (Exception e) when (SaysNobodyIsThere(e))
        {
            return null;
        }
    }

    /// <summary>Whether whoever started this shell said that nobody will answer: then a question that is not asked must not pass for an answer.</summary>
    public static bool IsForbidden(PSHost host) => host?.Name == ConsoleHost && Array.Exists(Environment.GetCommandLineArgs(), IsNonInteractive);

    /// <returns>Whether the answer was yes; no where nobody can be asked.</returns>
    public static bool Confirm(PSCmdlet cmdlet, string question, string caption) => Answer(cmdlet, question, caption) == true;

    /// <returns>Whether the answer was yes; null where nobody can be asked.</returns>
    public static bool? Answer(PSCmdlet cmdlet, string question, string caption)
    {
        try
        {
            return IsSomebodyThere(cmdlet.Host) ? cmdlet.ShouldContinue(question, caption) : null;
        }
        catch (Exception e) when (SaysNobodyIsThere(e))
        {
            return null;
        }
    }

    private static bool IsSomebodyThere(PSHost? host) => host?.UI is not null && !(host.Name == ConsoleHost && Console.IsInputRedirected);

    // PowerShell takes its own parameters cut short.
    private static bool IsNonInteractive(string argument) => argument.Length >= ShortestOfIt && NonInteractive.StartsWith(argument, StringComparison.OrdinalIgnoreCase);

    // A host without a person says so by one of these.
    private static bool SaysNobodyIsThere(Exception cause) => cause is HostException or PSInvalidOperationException or NotImplementedException;
}
