using System;
using System.ComponentModel;
using System.IO;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Desktop;
using ClaudeDesktop.Cmdlets.Gateway;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.App;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets;

/// <summary>What every cmdlet of the module has in common: the parts it works with, and how it fails.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ClaudeDesktopCommand : PSCmdlet
{
    private ModuleContext? _context;
    private AppRestarter? _restarter;

    private protected ModuleContext Context => _context ??= WithParts(ModuleContext.Current());

    protected override void StopProcessing() => _restarter?.Cancel();

    /// <summary>Does something for one item; its failure is written, and the next item has its turn.</summary>
    private protected void PerItem(Action action) => Run(action, WriteError);

    /// <summary>Does the one thing that the command is for; its failure ends the command.</summary>
    private protected void AsAWhole(Action action) => Run(action, ThrowTerminatingError);

    /// <summary>Does something with Claude Desktop itself that Ctrl+C can cut short.</summary>
    private protected void Restarting(AppRestarter restarter, Action<AppRestarter> action)
    {
        using (restarter)
        {
            _restarter = restarter;
            try
            {
                action(restarter);
            }
            finally
            {
                _restarter = null;
            }
        }
    }

    private protected void WarnIfRestartRequired(SwitchResult? result)
    {
        if (result is { RestartRequired: true })
            WarnAboutRestart();
    }

    private protected void WarnIfKeyInProfile(SwitchResult? result)
    {
        if (result?.PlainTextKeyReason is { } reason)
            WriteWarning($"The key of '{result.Provider.Name}' stands in Claude Desktop's profile in plain text, readable by your account alone: {reason}.");
    }

    private protected void WarnAboutRestart() => WriteWarning("Claude Desktop reads its settings only at its start: quit it fully and start it again.");

    private protected void WarnIfGatewayMissing(Provider provider)
    {
        if (IsGatewayMissing(provider, out var port))
            WriteWarning($"'{provider.Name}' is reached through the gateway, and none answers on port {port}. Start it with: Start-CDGateway");
    }

    /// <summary>Fails where a switch could be made, but Claude Desktop could not be restarted to see it.</summary>
    private protected void CheckRestartable(Provider provider, bool startsGateway)
    {
        AppRestart.CheckFound(Context);
        if (!startsGateway && IsGatewayMissing(provider, out var port))
            throw GatewayFailures.NeededForRestart(provider.Name, port);
    }

    private bool IsGatewayMissing(Provider provider, out int port)
    {
        port = Context.Store.Read().GatewayPort;
        return provider.Mode == ProviderMode.Mapped && GatewayProbe.WhoListens(port, Context.Home, Context.Files) != ListenerKind.Ours;
    }

    private ModuleContext WithParts(ModuleContext context)
    {
        context.Gateway = ModuleFolder.Source;
        context.Vault = new SecretManagementVault(InvokeCommand);
        return context;
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
