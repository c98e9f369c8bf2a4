using System;
using System.ComponentModel;
using System.IO;
using System.Management.Automation;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets;

/// <summary>What every cmdlet of the module has in common: the parts it works with, and how it fails.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ClaudeDesktopCommand : PSCmdlet
{
    private ModuleContext? _context;

    private protected ModuleContext Context => _context ??= ModuleContext.Current();

    /// <summary>Does something for one item; its failure is written, and the next item has its turn.</summary>
    private protected void PerItem(Action action) => Run(action, WriteError);

    /// <summary>Does the one thing that the command is for; its failure ends the command.</summary>
    private protected void AsAWhole(Action action) => Run(action, ThrowTerminatingError);

    private protected void WarnIfRestartRequired(SwitchResult? result)
    {
        if (result is { RestartRequired: true })
            WarnAboutRestart();
    }

    private protected void WarnAboutRestart() => WriteWarning("Claude Desktop reads its settings only at its start: quit it fully and start it again.");

    private protected void WarnIfGatewayMissing(Provider provider)
    {
        var port = Context.Store.Read().GatewayPort;
        if (provider.Mode == ProviderMode.Mapped && GatewayProbe.WhoListens(port, Context.Home, Context.Files) != ListenerKind.Ours)
            WriteWarning($"'{provider.Name}' is reached through the gateway, and none answers on port {port}. Start it with: Start-CDGateway");
    }

    // Whatever else is thrown is PowerShell's own way of stopping, or a mistake that must be seen.
    private static void Run(Action action, Action<ErrorRecord> fail)
    {
        ErrorRecord record;
        try
        {
            action();
            return;
        }
        catch (ClaudeDesktopException e)
        {
            record = Errors.From(e);
        }
        catch (ErrorRecordException e)
        {
            record = e.Record;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            record = Errors.FromDisk(e);
        }

        fail(record);
    }
}
