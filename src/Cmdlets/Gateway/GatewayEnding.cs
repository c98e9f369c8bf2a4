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

    public void EndAll()
    {
        foreach (var job in Jobs().ToList())
            End(job);
        foreach (var file in RunFiles())
            End(file);
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

    private RegistrationScope Scope() => new GatewayRegistrar(context).Find(RegistrationScope.User) is null ? RegistrationScope.AllUsers : RegistrationScope.User;
}
