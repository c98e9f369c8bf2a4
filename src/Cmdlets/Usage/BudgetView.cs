using System;
using System.Collections.Generic;
using ClaudeDesktop.Budgets;

namespace ClaudeDesktop.Cmdlets.Usage;

/// <summary>Shows how budgets stand, to this machine's clock and zone.</summary>
internal static class BudgetView
{
    public static IReadOnlyList<BudgetStatus> Of(ModuleContext context, IReadOnlyList<Budget> budgets) =>
        new BudgetBook(context.Home, context.Files, TimeZoneInfo.Local).Read(budgets, context.Clock());
}
