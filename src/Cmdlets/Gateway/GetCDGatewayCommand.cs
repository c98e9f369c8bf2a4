using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Shows the gateway, whether or not one runs, and whichever shell started it.</summary>
[Cmdlet(VerbsCommon.Get, "CDGateway", HelpUri = ProjectPage.Help + "Get-CDGateway.md")]
[OutputType(typeof(GatewayInfo))]
public sealed class GetCDGatewayCommand : ClaudeDesktopCommand
{
    protected override void EndProcessing() => AsAWhole(() =>
    {
        var store = Context.Store.Read();
        var found = FromJobs(store).ToList();
        found.AddRange(RunFile.All(Context.Home, Context.Files)
            .Where(file => found.TrueForAll(known => known.ProcessId != file.ProcessId))
            .Select(file => FromRunFile(file, store)));
        if (found.Count == 0)
            found.Add(FromPort(store));
        WriteObject(found, enumerateCollection: true);
    });

    private IEnumerable<GatewayInfo> FromJobs(StoreSnapshot store) => JobRepository.Jobs.OfType<GatewayJob>()
        .Where(job => job.IsAlive && job.Home == Context.Home.Root)
        .Select(job => Describe(job.IsStopping ? GatewayState.Stopping : StateOf(job.Port), job.Port, store) with
        {
            ProcessId = job.ProcessId,
            StartedAt = job.StartedAt,
            Version = job.Version,
            Host = job.Host,
            JobId = job.Id,
        });

    private GatewayInfo FromRunFile(RunFile file, StoreSnapshot store) => Describe(StateOf(file.Port), file.Port, store) with
    {
        ProcessId = file.ProcessId,
        StartedAt = file.StartedAt,
        Version = file.Version,
        Host = file.Host,
    };

    private GatewayInfo FromPort(StoreSnapshot store) =>
        Describe(Listener(store.GatewayPort) == ListenerKind.Nobody ? GatewayState.Stopped : GatewayState.Foreign, store.GatewayPort, store);

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
