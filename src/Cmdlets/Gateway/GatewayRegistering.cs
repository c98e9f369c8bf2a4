using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl.Registration;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Has the operating system run the gateway, for a cmdlet, and waits until it answers. What it began and could not finish, it takes back.</summary>
internal sealed class GatewayRegistering(PSCmdlet cmdlet, ModuleContext context, Action<SwitchResult?> warnIfRestartRequired) : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();

    /// <summary>Gives up waiting; may come from any thread.</summary>
    public void Cancel() => _cancelled.Cancel();

    public void Dispose() => _cancelled.Dispose();

    /// <summary>Registers. What runs serves until the system has taken the new one, which waits for its place.</summary>
    /// <param name="wish">What is asked for.</param>
    /// <param name="port">Another port than the remembered one; null keeps that.</param>
    /// <param name="endWhatRan">Ends the gateways that ran before.</param>
    /// <param name="patience">How long the first answer may take.</param>
    public GatewayRegistration Register(RegistrationWish wish, int? port, Action endWhatRan, TimeSpan patience)
    {
        var registrar = new GatewayRegistrar(context);
        var before = registrar.Find(wish.Scope);
        var blocked = new List<string>();
        var prepared = registrar.Prepare(wish, ModuleFolder.Source, blocked);
        var portBefore = context.Store.Read().GatewayPort;
        var isRegistered = false;
        try
        {
            var switched = port is { } other ? Remember(other) : null;
            var registration = registrar.Register(prepared);
            isRegistered = true;
            warnIfRestartRequired(switched);
            if (blocked.Count > 0)
                cmdlet.WriteWarning($"The gateway runs by {registration.Host}, since this machine does not let it run otherwise. {string.Join(" ", blocked)}");
            endWhatRan();
            Wait(wish.Scope, patience);
            return registration;
        }
        catch when (before is null || !isRegistered)
        {
            if (isRegistered)
                registrar.Unregister(wish.Scope);
            else
                registrar.Abandon(prepared);
            if (port is not null)
                Remember(portBefore);
            throw;
        }
    }

    /// <summary>Names the keys that cannot be had at logon, where there is no shell that could ask a vault, and another environment.</summary>
    public void WarnAboutKeys()
    {
        foreach (var provider in context.Store.Read().Providers.Where(provider => provider is { Mode: ProviderMode.Mapped, KeySource.Kind: not KeySourceKind.Store }))
        {
            cmdlet.WriteWarning(provider.KeySource.Kind == KeySourceKind.Vault
                ? $"The key of '{provider.Name}' is in a vault, which a gateway that the system starts cannot ask. Store it: Set-CDProvider '{provider.Id}' -ApiKey (Read-Host -AsSecureString)."
                : $"The key of '{provider.Name}' is in the variable {provider.KeySource.Variable}; see that it is also set where the system starts programs at logon.");
        }
    }

    private SwitchResult? Remember(int port)
    {
        var active = context.Store.Read().ActiveId;
        return new ProfileSwitch(context).Change(active is null ? [] : [active], store => store.WithGatewayPort(port));
    }

    private void Wait(RegistrationScope scope, TimeSpan patience)
    {
        if (scope == RegistrationScope.AllUsers)
            return;
        var running = new RegisteredWait(cmdlet, context, _cancelled.Token).UntilItAnswers(patience);
        cmdlet.WriteVerbose($"The gateway answers on port {running.Port} (process {running.ProcessId}).");
    }
}
