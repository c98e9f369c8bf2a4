using System.Collections;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Completion;

/// <summary>Offers the presets.</summary>
public sealed class PresetCompleter : TextCompleter
{
    private protected override IEnumerable<(string Text, string Tip)> Candidates(IDictionary given) => Presets.All.Select(preset => (preset.Name, preset.Description));
}
