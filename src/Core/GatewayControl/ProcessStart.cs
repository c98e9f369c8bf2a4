using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace ClaudeDesktop.GatewayControl;

/// <summary>Tells a process from a later one that got the same id.</summary>
public static class ProcessStart
{
    // Of the fields of /proc/PID/stat behind the name, which may hold blanks and brackets itself: the start, in ticks since boot.
    private const int StartField = 19;

    // The clocks of a process and of its start time may differ by their rounding.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(2);

    /// <summary>
    /// When a process started, told by the boot and the ticks since then, which no change of the clock moves. Linux works a start time out
    /// from the clock of the moment in which it is asked, so that it moves with every change of the clock. Null on other systems, and
    /// where there is no such process.
    /// </summary>
    public static string? MarkOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText(string.Format(CultureInfo.InvariantCulture, "/proc/{0}/stat", processId));
            var fields = stat.Substring(stat.LastIndexOf(')') + 2).Split(' ');
            return $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}:{fields[StartField]}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Whether the process with an id is still the one that was meant.</summary>
    /// <param name="processId">Its id.</param>
    /// <param name="mark">What <see cref="MarkOf"/> said of it; null where it said nothing.</param>
    /// <param name="startedAt">When it started; asked only where there is no mark.</param>
    public static bool IsSame(int processId, string? mark, DateTimeOffset startedAt)
    {
        if (mark is not null)
            return MarkOf(processId) == mark;
        try
        {
            using var process = Process.GetProcessById(processId);
            return (process.StartTime.ToUniversalTime() - startedAt.UtcDateTime).Duration() < Rounding;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
