using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace ClaudeDesktop.Storage;

/// <summary>Runs a small program of the operating system for what it prints.</summary>
internal static class SystemProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What the program printed; null where it is missing, failed or did not end.</summary>
    /// <param name="path">The program's full path, so that no other of its name is run.</param>
    /// <param name="arguments">Its arguments, quoted as it needs them.</param>
    public static string? Output(string path, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, arguments) { UseShellExecute = false, CreateNoWindow = true, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            if (output.Wait(Patience) && process.WaitForExit((int)Patience.TotalMilliseconds))
                return process.ExitCode == 0 ? output.Result : null;
            process.Kill();
            return null;
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException or AggregateException)
        {
            return null;
        }
    }
}
