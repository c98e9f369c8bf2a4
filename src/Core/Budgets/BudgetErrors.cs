using System;

namespace ClaudeDesktop.Budgets;

/// <summary>What the module says about budgets that it cannot work with.</summary>
public static class BudgetErrors
{
    public static ClaudeDesktopException NotFound(string name) => new(
        ErrorCode.BudgetNotFound, $"There is no budget '{name}'.", "List the budgets with Get-CDBudget, or set this one with Set-CDBudget.", name);

    public static ClaudeDesktopException Invalid(string? name, string why) => new(
        ErrorCode.BudgetInvalid, $"Budget '{name}' cannot be set: {why}.", "Correct it, and run the command again. Nothing was changed.", name);

    internal static ClaudeDesktopException Unreadable(string path, string why, Exception? cause = null) => Storage.FileErrors.Unreadable(
        path, why, "Put it right; or take the file away, which forgets what it says, and run the command again.", cause);
}
