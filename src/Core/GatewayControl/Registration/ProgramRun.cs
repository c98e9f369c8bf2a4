using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Threading.Tasks;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>What became of a program that was run to its end.</summary>
/// <param name="ExitCode">Null where it could not be started, or did not end in time.</param>
/// <param name="Words">What it wrote, its errors first.</param>
internal sealed record ProgramRun(int? ExitCode, string Words)
{
    public static ProgramRun Of(string fileName, IReadOnlyList<string> arguments, TimeSpan patience, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(fileName, CommandLine.Join(arguments))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in environment ?? new Dictionary<string, string>())
            start.EnvironmentVariables[variable.Key] = variable.Value;
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = Task.Run(process.StandardOutput.ReadToEnd);
            var errors = Task.Run(process.StandardError.ReadToEnd);
            if (Task.WaitAll([output, errors], patience) && process.WaitForExit((int)patience.TotalMilliseconds))
                return new ProgramRun(process.ExitCode, $"{errors.Result.Trim()} {output.Result.Trim()}".Trim());
            process.Kill();
            return new ProgramRun(null, $"It did not end within {patience.TotalSeconds:0} seconds.");
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return new ProgramRun(null, e.Message);
        }
    }
}
