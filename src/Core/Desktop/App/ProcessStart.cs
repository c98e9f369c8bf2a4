using System;
using System.ComponentModel;
using System.Diagnostics;

namespace ClaudeDesktop.Desktop.App;

/// <summary>When a process started, as .NET says it on every system.</summary>
internal static class ProcessStart
{
    /// <returns>Null where the process is gone by now, or is none of ours to ask.</returns>
    public static DateTimeOffset? Of(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return new DateTimeOffset(process.StartTime);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
