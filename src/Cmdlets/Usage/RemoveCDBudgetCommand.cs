using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Budgets;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Cmdlets.Providers;

namespace ClaudeDesktop.Cmdlets.Usage;

/// <summary>Forgets a budget, and what was spent of it: nothing stands in the way of its requests any more.</summary>
[Cmdlet(VerbsCommon.Remove, "CDBudget", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = ProjectPage.Help + "Remove-CDBudget.md")]
[OutputType(typeof(void))]
public sealed class RemoveCDBudgetCommand : ClaudeDesktopCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(BudgetNameCompleter))]
    public string[] Name { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (var name in Name)
            PerItem(() => Remove(name));
    }

    private void Remove(string name)
    {
        var store = new BudgetStore(Context.Home, Context.Files);
        var pattern = Wildcard.Parse(name) ?? throw BudgetErrors.NotFound(name);
        var found = store.Read().Where(budget => pattern.IsMatch(budget.Name)).ToList();
        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            throw BudgetErrors.NotFound(name);
        foreach (var budget in found.Where(budget => ShouldProcess($"Budget '{budget.Name}'", "Remove, with what was spent of it")))
            store.Remove(budget.Name);
    }
}
