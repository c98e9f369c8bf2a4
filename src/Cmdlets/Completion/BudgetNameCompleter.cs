using System.Collections;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Budgets;

namespace ClaudeDesktop.Cmdlets.Completion;

/// <summary>Offers the names of the budgets.</summary>
public sealed class BudgetNameCompleter : TextCompleter
{
    private protected override IEnumerable<(string Text, string Tip)> Candidates(IDictionary given)
    {
        var context = ModuleContext.Current();
        return new BudgetStore(context.Home, context.Files).Read().Select(budget => (budget.Name, $"{budget.Limit} a {budget.Period}"));
    }
}
