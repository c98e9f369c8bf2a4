using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Desktop.App;

/// <summary>Runs a program of the system that is done in a moment.</summary>
internal static class ShortRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What a program writes; null where it does not exist, fails, or takes too long.</summary>
    public static string? Output(string fileName, IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = Process.Start(Plan(new ProgramCall(fileName, arguments)))!;
            process.StandardInput.Close();
            var output = Task.Run(process.StandardOutput.ReadToEnd);
            _ = Task.Run(process.StandardError.ReadToEnd);
            if (output.Wait(Patience) && process.WaitForExit((int)Patience.TotalMilliseconds))
                return process.ExitCode == 0 ? output.Result : null;
            process.Kill();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or AggregateException)
        {
            // It does not exist here, or it ended before it could be stopped.
        }

        return null;
    }

    /// <summary>Starts a program that starts another one, and gives that one neither this process's standard streams nor its environment.</summary>
    public static void Launch(ProgramCall call, IReadOnlyDictionary<string, string> environment, string folder)
    {
        var plan = Plan(call);
        plan.WorkingDirectory = Directory.Exists(folder) ? folder : Path.GetPathRoot(Path.GetTempPath());
        plan.EnvironmentVariables.Clear();
        foreach (var variable in environment)
            plan.EnvironmentVariables[variable.Key] = variable.Value;
        using var process = Process.Start(plan)!;
        process.StandardInput.Close();
        process.WaitForExit((int)Patience.TotalMilliseconds);
    }

    private static ProcessStartInfo Plan(ProgramCall call) => new(call.FileName, CommandLine.Join(call.Arguments))
    {
        UseShellExecute = false,
        CreateNoWindow = true,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
    };
}
