using System;
using System.Diagnostics;
using System.Linq;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Budgets;

/// <summary>A gateway that part of a budget is lent to, and the process by which it is known whether it still runs.</summary>
/// <param name="Id">The gateway's own random name, of hexadecimal digits.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="StartMark">Tells that process from a later one of the same id; null where the system has nothing like it.</param>
/// <param name="StartedAt">When the process started; asked only where there is no mark.</param>
public sealed record BudgetOwner(string Id, int ProcessId, string? StartMark, DateTimeOffset StartedAt)
{
    /// <summary>This process, as a new owner.</summary>
    public static BudgetOwner Create()
    {
        using var self = Process.GetCurrentProcess();
        return new BudgetOwner(Guid.NewGuid().ToString("N"), self.Id, ProcessStart.MarkOf(self.Id), new DateTimeOffset(self.StartTime));
    }

    internal static bool IsId(string id) => id.Length == 32 && id.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    internal bool IsAlive() => ProcessStart.IsSame(ProcessId, StartMark, StartedAt);

    /// <summary>Whether the machine has not been started anew since: then whatever the process wrote is in the file, however the process ended.</summary>
    internal bool IsOfThisBoot()
    {
        using var self = Process.GetCurrentProcess();
        return StartMark is not null && Boot(StartMark) == Boot(ProcessStart.MarkOf(self.Id));
    }

    private static string? Boot(string? mark) => mark?.Substring(0, Math.Max(0, mark.IndexOf(':')));
}
