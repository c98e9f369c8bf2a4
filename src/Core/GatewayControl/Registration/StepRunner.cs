using System;
using System.IO;
using System.Linq;
using System.Threading;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>Calls the operating system's own programs.</summary>
internal sealed class StepRunner(HostSystem system)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public void Run(RegistrationStep step)
    {
        var program = Find(step.Program);
        if (program is null && step.MayFail)
            return;
        if (program is null)
            throw RegistrationErrors.ProgramMissing(step.Program);
        for (var tries = 1; ; tries++)
        {
            var run = ProgramRun.Of(program, step.Arguments, Patience);
            if (run.ExitCode == 0 || step.MayFail)
                return;
            if (tries >= step.Tries)
                throw RegistrationErrors.StepFailed(step, run, system.Kind);
            Thread.Sleep(Pause);
        }
    }

    /// <summary>Fails where the system has no such program.</summary>
    public void Require(string program)
    {
        if (Find(program) is null)
            throw RegistrationErrors.ProgramMissing(program);
    }

    // The user may write to folders on the PATH, and an elevated shell would run what lies there.
    private string? Find(string program) =>
        system.SystemFolders.Concat(system.SearchPath.Where(Path.IsPathRooted)).Select(folder => system.Join(folder, program)).FirstOrDefault(system.FileExists);
}
