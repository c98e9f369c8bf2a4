using System.Management.Automation;
using ClaudeDesktop.Budgets;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Cmdlets.Providers;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Usage;

/// <summary>Adds a budget, or changes one: what is not given stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "CDBudget", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ProjectPage.Help + "Set-CDBudget.md")]
[OutputType(typeof(BudgetStatus))]
public sealed class SetCDBudgetCommand : ClaudeDesktopCommand
{
    /// <summary>What the budget is called. Of a provider that is piped in, its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BudgetNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>How much may be spent, in US dollars.</summary>
    [Parameter]
    public decimal LimitUsd { get; set; }

    /// <summary>How many tokens may be used.</summary>
    [Parameter]
    public long LimitTokens { get; set; }

    /// <summary>How long it is for; a month unless said otherwise.</summary>
    [Parameter]
    public BudgetPeriod Period { get; set; } = BudgetPeriod.Month;

    /// <summary>The id, or the name, of the provider whose spending counts; blank for every provider.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "ProviderId")]
    [ArgumentCompleter(typeof(ProviderIdCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? Provider { get; set; }

    /// <summary>The role whose spending counts; null for every role.</summary>
    [Parameter]
    [AllowNull]
    public ModelRole? Role { get; set; }

    /// <summary>The share of the limit at which the gateway warns, from 0 to 1; 0.8 unless said otherwise.</summary>
    [Parameter]
    public decimal WarnAt { get; set; } = Budget.UsualWarnAt;

    /// <summary>What happens to a request that there is no room for.</summary>
    [Parameter]
    public BudgetAction AtLimit { get; set; }

    protected override void ProcessRecord() => PerItem(() =>
    {
        var store = new BudgetStore(Context.Home, Context.Files);
        var known = store.Find(Name);
        var budget = With(known ?? New()).Checked();
        if (known == budget)
        {
            WriteObject(BudgetView.Of(Context, [budget]), enumerateCollection: true);
            return;
        }

        var limit = budget.Unit == BudgetUnit.Money ? $"{budget.Limit} US dollars" : $"{budget.Limit} tokens";
        if (!ShouldProcess($"Budget '{budget.Name}'", $"{(known is null ? "Add" : "Change")}: {limit} a {budget.Period.ToString().ToLowerInvariant()}, for {budget.Provider ?? "every provider"}{(budget.Role is { } role ? $", {role} only" : "")}"))
            return;
        store.Put(budget with { CreatedAt = known is null ? Context.Clock() : known.CreatedAt, UpdatedAt = Context.Clock() });
        WriteObject(BudgetView.Of(Context, [budget]), enumerateCollection: true);
    });

    private Budget New() => new()
    {
        Name = Name,
        Period = Period,
        Unit = IsGiven(nameof(LimitTokens)) ? BudgetUnit.Tokens : BudgetUnit.Money,
        Limit = 0,
    };

    private Budget With(Budget budget)
    {
        if (IsGiven(nameof(LimitUsd)) && IsGiven(nameof(LimitTokens)))
            throw BudgetErrors.Invalid(Name, "a budget is in money or in tokens: give -LimitUsd or -LimitTokens");
        if (IsGiven(nameof(LimitUsd)))
            budget = budget with { Unit = BudgetUnit.Money, Limit = LimitUsd };
        if (IsGiven(nameof(LimitTokens)))
            budget = budget with { Unit = BudgetUnit.Tokens, Limit = LimitTokens };
        if (IsGiven(nameof(Period)))
            budget = budget with { Period = Period };
        if (IsGiven(nameof(Provider)))
            budget = budget with { Provider = string.IsNullOrWhiteSpace(Provider) ? null : ProviderChoice.ById(Context.Store.Read(), Provider!).Id };
        if (IsGiven(nameof(Role)))
            budget = budget with { Role = Role };
        if (IsGiven(nameof(WarnAt)))
            budget = budget with { WarnAt = WarnAt };
        return IsGiven(nameof(AtLimit)) ? budget with { AtLimit = AtLimit } : budget;
    }

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
