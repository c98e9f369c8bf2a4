using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Cmdlets.Providers;
using ClaudeDesktop.Usage.Prices;

namespace ClaudeDesktop.Cmdlets.Usage;

/// <summary>Lists the prices that are known; of a provider, those that hold now for the models of its routes.</summary>
[Cmdlet(VerbsCommon.Get, "CDPrice", HelpUri = ProjectPage.Help + "Get-CDPrice.md")]
[OutputType(typeof(ModelPrice))]
public sealed class GetCDPriceCommand : ClaudeDesktopCommand
{
    /// <summary>The models, with wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string Model { get; set; } = "*";

    /// <summary>The id, or the name, of a provider: then one price for each model of its routes, as the gateway would use it now. A model without one is warned of.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(ProviderIdCompleter))]
    public string? Provider { get; set; }

    protected override void ProcessRecord() => PerItem(() =>
    {
        var prices = new PriceStore(Context.Home, Context.Files).Read();
        var pattern = Wildcard.Parse(Model);
        if (Provider is null)
        {
            WriteObject(prices.Rows.Where(price => pattern?.IsMatch(price.Model) ?? price.Model == Model), enumerateCollection: true);
            return;
        }

        var provider = ProviderChoice.ById(Context.Store.Read(), Provider);
        foreach (var model in provider.Routes.Select(route => route.Model).Concat(provider.Models).Distinct().Where(name => pattern?.IsMatch(name) ?? name == Model))
        {
            if (prices.Find(provider, model, Context.Clock()) is { } price)
                WriteObject(price with { Model = model });
            else
                WriteWarning($"Nobody has said what '{model}' costs at '{provider.Name}'. Give its price with Update-CDPrice.");
        }
    });
}
