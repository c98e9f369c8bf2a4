using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace ClaudeDesktop.Cmdlets;

/// <summary>Asks the person at the shell for a key, where there is one.</summary>
internal static class KeyPrompt
{
    /// <returns>What was typed; null where nobody can be asked.</returns>
    public static SecureString? Ask(PSHost host, string question)
    {
        if (host?.UI is not { } screen || (host.Name == "ConsoleHost" && Console.IsInputRedirected))
            return null;
        try
        {
            screen.Write(question + ": ");
            return screen.ReadLineAsSecureString();
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or NotImplementedException)
        {
            // A host without a person says so by one of these.
            return null;
        }
    }
}
