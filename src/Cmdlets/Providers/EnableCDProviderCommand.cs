using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Desktop;
using ClaudeDesktop.Cmdlets.Gateway;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.GatewayControl.Registration;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Switches Claude Desktop to a provider, writing everything anew.</summary>
[Cmdlet(VerbsLifecycle.Enable, "CDProvider", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, HelpUri = ProjectPage.Help + "Enable-CDProvider.md")]
[OutputType(typeof(SwitchResult))]
public sealed class EnableCDProviderCommand : ProviderTargetCommand
{
    private static readonly TimeSpan RegisterPatience = TimeSpan.FromSeconds(30);
    private readonly List<Provider> _targets = [];
    private GatewayStarter? _starter;
    private GatewayRegistering? _registering;

    /// <summary>Starts the gateway first, if the provider needs it and none runs.</summary>
    [Parameter]
    public SwitchParameter StartGateway { get; set; }

    /// <summary>Has the operating system run the gateway, now and at each logon, if the provider needs it: it then outlives this shell.</summary>
    [Parameter]
    public SwitchParameter Register { get; set; }

    /// <summary>Restarts Claude Desktop afterwards, if it runs. Refused while the gateway that the provider needs does not.</summary>
    [Parameter]
    public SwitchParameter Restart { get; set; }

    protected override void ProcessRecord() => ForEachTarget(_targets.Add);

    // One provider more may still come down the pipeline, so nothing is written before its end.
    protected override void EndProcessing()
    {
        if (_targets.Count > 1)
            AsAWhole(() => throw ProviderChoice.MoreThanOne(_targets));
        if (_targets.Count == 1)
            AsAWhole(() => Enable(_targets[0]));
    }

    protected override void StopProcessing()
    {
        base.StopProcessing();
        _starter?.Cancel();
        _registering?.Cancel();
    }

    private void Enable(Provider provider)
    {
        if (!provider.IsOfficial)
            ProviderRules.CheckUsable(provider);
        if (Restart)
            CheckRestartable(provider, StartGateway || Register);
        var registers = Register && provider.Mode == ProviderMode.Mapped;
        if (registers)
            GatewayRegistrar.CheckRights(RegistrationScope.User);
        if (!ShouldProcess("Claude Desktop", $"Switch to '{provider.Name}' ({provider.Id}){(registers ? ", have the system run the gateway at logon" : "")}{(Restart ? ", and restart it" : "")}"))
            return;
        var ending = new GatewayEnding(this, Context);
        registers &= IsUnregistered();
        if (registers && !GatewayConfirmation.IsGivenForRequests(this, Context, ending.RunFiles().Select(file => file.Port), isForced: false))
            return;
        var registered = registers && RegisterGateway(ending);
        var started = StartGateway && !Register && provider.Mode == ProviderMode.Mapped ? StartIfMissing() : null;
        SwitchResult result;
        try
        {
            result = new ProfileSwitch(Context).Enable(provider.Id);
        }
        catch (ClaudeDesktopException) when (started is not null || registered)
        {
            if (registered)
                new GatewayRegistrar(Context).Unregister(RegistrationScope.User);
            if (started is not null)
                JobRepository.Remove(started);
            started?.Dispose();
            throw;
        }

        if (Restart)
            Restarting(new AppRestarter(this, Context), restarter => result = restarter.AfterSwitch(result, WriteObject));
        WriteObject(result);
        WarnIfGatewayMissing(provider);
        WarnIfKeyInProfile(result);
    }

    private GatewayJob? StartIfMissing() =>
        GatewayProbe.WhoListens(Context.Store.Read().GatewayPort, Context.Home, Context.Files) == ListenerKind.Ours ? null : Start();

    private GatewayJob Start()
    {
        using var starter = new GatewayStarter(this, Context);
        _starter = starter;
        try
        {
            return starter.StartJob(starter.ChoosePort(null));
        }
        finally
        {
            _starter = null;
        }
    }

    private bool IsUnregistered() => new GatewayRegistrar(Context).Find(RegistrationScope.User) is null
        || GatewayProbe.WhoListens(Context.Store.Read().GatewayPort, Context.Home, Context.Files) != ListenerKind.Ours;

    /// <returns>Whether it was not registered before, so that it can be taken back.</returns>
    private bool RegisterGateway(GatewayEnding ending)
    {
        var isNew = new GatewayRegistrar(Context).Find(RegistrationScope.User) is null;
        using var registering = new GatewayRegistering(this, Context, WarnIfRestartRequired);
        _registering = registering;
        try
        {
            var wish = new RegistrationWish { Scope = RegistrationScope.User, ShellFolder = Path.GetDirectoryName(typeof(PSObject).Assembly.Location) };
            registering.Register(wish, port: null, ending.WhatRunsNow(), RegisterPatience);
            registering.WarnAboutKeys();
            return isNew;
        }
        finally
        {
            _registering = null;
        }
    }
}
