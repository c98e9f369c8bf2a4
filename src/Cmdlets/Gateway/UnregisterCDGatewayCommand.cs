using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.GatewayControl.Registration;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Ends the gateway that the operating system runs at logon, and makes the system forget it. With <c>-Purge</c>, everything of the module's goes.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "CDGateway", DefaultParameterSetName = UserSet, SupportsShouldProcess = true, HelpUri = ProjectPage.Help + "Unregister-CDGateway.md")]
[OutputType(typeof(void))]
public sealed class UnregisterCDGatewayCommand : ClaudeDesktopCommand
{
    private const string UserSet = "User";
    private const string AllUsersSet = "AllUsers";

    /// <summary>The one that was registered for everybody who uses this machine. Their own data stays.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllUsersSet)]
    public SwitchParameter AllUsers { get; set; }

    /// <summary>Also puts Claude Desktop back to official mode, and deletes providers, keys, logs and all other data of the module.</summary>
    [Parameter(ParameterSetName = UserSet)]
    public SwitchParameter Purge { get; set; }

    /// <summary>Asks nothing, also where requests are cut off.</summary>
    [Parameter(ParameterSetName = UserSet)]
    public SwitchParameter Force { get; set; }

    protected override void EndProcessing() => AsAWhole(() =>
    {
        var scope = AllUsers ? RegistrationScope.AllUsers : RegistrationScope.User;
        GatewayRegistrar.CheckRights(scope);
        var purge = Purge ? new Purge(Context) : null;
        var what = purge is null ? "" : string.Join("; ", purge.Describe());
        var action = purge is null ? "Unregister, and end it" : $"Unregister, end it, and delete all data of the module: {what}";
        if (!ShouldProcess(AllUsers ? "Gateway of everybody who uses this machine" : "Gateway", action) || (purge is not null && !IsConfirmed(what)))
            return;
        if (!AllUsers && !GatewayConfirmation.IsGivenForRequests(this, Context, Ended(all: purge is not null), Force))
            return;
        if (new GatewayRegistrar(Context).Unregister(scope) is { } found)
            WriteVerbose($"'{found.Name}' is unregistered.");
        else
            WriteVerbose("No gateway was registered.");
        if (!AllUsers)
            EndWhatIsLeft(all: purge is not null);
        if (purge is not null)
            Run(purge);
    });

    private bool IsConfirmed(string what) => Force
        || (KeyPrompt.Answer(this, $"This goes, and cannot be brought back: {what}. Go on?", "Delete all data of the module")
            ?? throw new ClaudeDesktopException(
                ErrorCode.PurgeNotConfirmed, $"This would go, and nobody is there to confirm it: {what}. Nothing was changed.", "Give -Force as well, to have it done without a question.", Context.Home.Root));

    private IEnumerable<int> Ended(bool all)
    {
        var ending = new GatewayEnding(this, Context);
        return ending.RunFiles().Where(file => all || file.IsRegistered).Select(file => file.Port);
    }

    // A system that was only told to forget it may leave it running.
    private void EndWhatIsLeft(bool all)
    {
        var ending = new GatewayEnding(this, Context);
        if (all)
            ending.EndAll();
        ending.EndWaiting();
        foreach (var file in ending.RunFiles())
        {
            if (file.IsRegistered)
                ending.End(file);
        }
    }

    private void Run(Purge purge)
    {
        var wasActive = Context.Store.Read().Active is not null;
        var left = purge.Run();
        if (left.Count > 0)
            WriteWarning($"These are not the module's, and stay: {string.Join(", ", left)}");
        if (wasActive)
            WarnAboutRestart();
    }
}
