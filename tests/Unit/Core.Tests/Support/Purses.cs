using System;
using ClaudeDesktop.Budgets;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Tests.Support;

/// <summary>Gateways as far as budgets see them: one that lives, and one whose process is gone.</summary>
internal static class Purses
{
    public static DateTimeOffset Noon { get; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static Budget Money(decimal limit, string name = "all", BudgetPeriod period = BudgetPeriod.Day) => new() { Name = name, Period = period, Unit = BudgetUnit.Money, Limit = limit };

    public static BudgetPurse Living(ThrowAwayHome home, IFileOperations? files = null) => new(home.Data, files ?? new FileOperations(), BudgetOwner.Create(), TimeZoneInfo.Utc);

    /// <summary>One whose process was killed on this machine, which has run on.</summary>
    public static BudgetPurse Killed(ThrowAwayHome home) =>
        new(home.Data, new FileOperations(), new BudgetOwner(Guid.NewGuid().ToString("N"), Environment.ProcessId, ThisBoot + ":1", default), TimeZoneInfo.Utc);

    /// <summary>One that ran when the machine went down.</summary>
    public static BudgetPurse OfAnotherBoot(ThrowAwayHome home) =>
        new(home.Data, new FileOperations(), new BudgetOwner(Guid.NewGuid().ToString("N"), Environment.ProcessId, "00000000-0000-0000-0000-000000000000:1", default), TimeZoneInfo.Utc);

    public static BudgetReservation? Reserve(this BudgetPurse purse, Budget budget, decimal amount, DateTimeOffset? now = null) =>
        purse.TryReserve([new BudgetNeed(budget, amount)], now ?? Noon, out _);

    public static void Spend(this BudgetPurse purse, Budget budget, decimal amount, DateTimeOffset? now = null) =>
        purse.Settle(purse.Reserve(budget, amount, now) ?? throw new InvalidOperationException("There is no room for it."), _ => (amount, false));

    public static BudgetStatus Status(this ThrowAwayHome home, Budget budget, DateTimeOffset? now = null) =>
        new BudgetBook(home.Data, new FileOperations(), TimeZoneInfo.Utc).Read([budget], now ?? Noon)[0];

    private static string? ThisBoot => ProcessStart.MarkOf(Environment.ProcessId)?.Split(':')[0];
}
