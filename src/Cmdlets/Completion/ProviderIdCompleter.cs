using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Cmdlets.Completion;

/// <summary>Offers the ids of the providers.</summary>
public sealed class ProviderIdCompleter : TextCompleter
{
    private protected override IEnumerable<(string Text, string Tip)> Candidates(IDictionary given) =>
        ModuleContext.Current().Store.Read().All.Select(provider => (provider.Id, provider.Name));
}
