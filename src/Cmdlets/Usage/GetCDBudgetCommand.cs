using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Budgets;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Cmdlets.Providers;

namespace ClaudeDesktop.Cmdlets.Usage;

/// <summary>Lists the budgets, and how they stand.</summary>
[Cmdlet(VerbsCommon.Get, "CDBudget", HelpUri = ProjectPage.Help + "Get-CDBudget.md")]
[OutputType(typeof(BudgetStatus))]
public sealed class GetCDBudgetCommand : ClaudeDesktopCommand
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(BudgetNameCompleter))]
    public string[]? Name { get; set; }

    protected override void ProcessRecord() => PerItem(() =>
    {
        var all = BudgetView.Of(Context, new BudgetStore(Context.Home, Context.Files).Read());
        if (Name is null)
        {
            WriteObject(all, enumerateCollection: true);
            return;
        }

        foreach (var name in Name)
        {
            PerItem(() =>
            {
                var pattern = Wildcard.Parse(name) ?? throw BudgetErrors.NotFound(name);
                var found = all.Where(budget => pattern.IsMatch(budget.Name)).ToList();
                if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                    throw BudgetErrors.NotFound(name);
                WriteObject(found, enumerateCollection: true);
            });
        }
    });
}
