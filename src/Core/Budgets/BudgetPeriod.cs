namespace ClaudeDesktop.Budgets;

/// <summary>How long a budget is for, in the local time zone.</summary>
public enum BudgetPeriod
{
    /// <summary>From midnight to midnight.</summary>
    Day,

    /// <summary>From Monday to Sunday.</summary>
    Week,

    /// <summary>From the first of a month to its last day.</summary>
    Month,
}
