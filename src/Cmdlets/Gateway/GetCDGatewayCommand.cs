using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.GatewayControl.Registration;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Shows the gateways of this user, whether a job of this shell, another shell or the operating system runs them, and what is registered.</summary>
[Cmdlet(VerbsCommon.Get, "CDGateway", HelpUri = ProjectPage.Help + "Get-CDGateway.md")]
[OutputType(typeof(GatewayInfo))]
public sealed class GetCDGatewayCommand : ClaudeDesktopCommand
{
    protected override void EndProcessing() => AsAWhole(() =>
    {
        var store = Context.Store.Read();
        var registrar = new GatewayRegistrar(Context);
        var registration = registrar.Find(RegistrationScope.User) ?? registrar.Find(RegistrationScope.AllUsers);
        var found = FromJobs(store).ToList();
        found.AddRange(RunFile.All(Context.Home, Context.Files)
            .Where(file => found.TrueForAll(known => known.ProcessId != file.ProcessId))
            .Select(file => FromRunFile(file, store, registration)));
        if (found.Count == 0)
            found.Add(FromPort(store) with { Registration = registration });
        else if (registration is not null && found.TrueForAll(known => known.Registration is null))
            found.Add(Describe(GatewayState.Stopped, store.GatewayPort, store) with { Registration = registration });
        WriteObject(found, enumerateCollection: true);
    });

    private IEnumerable<GatewayInfo> FromJobs(StoreSnapshot store) => JobRepository.Jobs.OfType<GatewayJob>()
        .Where(job => job.IsAlive && job.Home == Context.Home.Root)
        .Select(job => Describe(job.IsStopping ? GatewayState.Stopping : StateOf(job.Port), job.Port, store) with
        {
            Origin = GatewayOrigin.Job,
            ProcessId = job.ProcessId,
            StartedAt = job.StartedAt,
            Version = job.Version,
            Host = job.Host,
            JobId = job.Id,
        });

    private GatewayInfo FromRunFile(RunFile file, StoreSnapshot store, GatewayRegistration? registration) => Describe(StateOf(file.Port), file.Port, store) with
    {
        Origin = file.IsRegistered ? GatewayOrigin.Registration : GatewayOrigin.OtherShell,
        Registration = file.IsRegistered ? registration : null,
        LogFile = file.LogFile,
        ProcessId = file.ProcessId,
        StartedAt = file.StartedAt,
        Version = file.Version,
        Host = file.Host,
    };

    private GatewayInfo FromPort(StoreSnapshot store) => Listener(store.GatewayPort) == ListenerKind.Nobody
        ? Describe(GatewayState.Stopped, store.GatewayPort, store)
        : Describe(GatewayState.Foreign, store.GatewayPort, store) with { Origin = GatewayOrigin.Foreign };

    // It lives, so where it does not answer yet it is still starting.
    private GatewayState StateOf(int port) => Listener(port) == ListenerKind.Ours ? GatewayState.Running : GatewayState.Starting;

    private ListenerKind Listener(int port) => GatewayProbe.WhoListens(port, Context.Home, Context.Files);

    private static GatewayInfo Describe(GatewayState state, int port, StoreSnapshot store) => new()
    {
        State = state,
        Port = port,
        Address = new Uri(GatewayProfile.GatewayAddress(port)),
        ProviderName = (store.Active ?? OfficialProvider.Create(isActive: true)).Name,
    };
}
