using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.GatewayControl.Registration;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Ends gateways of this user, whoever started them. Asks nobody.</summary>
internal sealed class GatewayEnding(PSCmdlet cmdlet, ModuleContext context)
{
    public IEnumerable<GatewayJob> Jobs() => cmdlet.JobRepository.Jobs.OfType<GatewayJob>().Where(job => job.IsAlive && job.Home == context.Home.Root);

    public IReadOnlyList<RunFile> RunFiles() => RunFile.All(context.Home, context.Files);

    /// <summary>Those that would take the place of one that ends.</summary>
    public IReadOnlyList<RunFile> Waiting() => RunFile.Waiting(context.Home, context.Files);

    public void EndAll()
    {
        EndWaiting();
        foreach (var job in Jobs().ToList())
            End(job);
        foreach (var file in RunFiles())
            End(file);
    }

    public void EndWaiting()
    {
        foreach (var file in Waiting())
            End(file);
    }

    /// <summary>Remembers what runs now.</summary>
    /// <returns>Ends that, and leaves alone what the system has started since for this user.</returns>
    public Action WhatRunsNow()
    {
        var jobs = Jobs().ToList();
        IReadOnlyList<RunFile> files = [.. Waiting(), .. RunFiles()];
        var scope = Scope();
        return () =>
        {
            foreach (var file in files.Where(file => file.IsWaiting))
                End(file, scope);
            jobs.ForEach(End);
            foreach (var file in files.Where(file => file.IsAlive()))
                End(file, scope);
        };
    }

    public static void End(GatewayJob job)
    {
        job.StopJob();
        if (job.IsAlive)
            throw GatewayFailures.WouldNotEnd(job.ProcessId);
    }

    public void End(RunFile file)
    {
        if (file.IsRegistered)
            new GatewayRegistrar(context).End(Scope());
        OtherGateway.Stop(file, context.Home, context.Files);
    }

    private void End(RunFile file, RegistrationScope scope)
    {
        if (file.IsRegistered && scope == RegistrationScope.AllUsers)
            new GatewayRegistrar(context).End(scope);
        OtherGateway.Stop(file, context.Home, context.Files);
    }

    private RegistrationScope Scope() => new GatewayRegistrar(context).Find(RegistrationScope.User) is null ? RegistrationScope.AllUsers : RegistrationScope.User;
}
