using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Lists the vendors whose facts come with the module.</summary>
[Cmdlet(VerbsCommon.Get, "CDPreset", HelpUri = ProjectPage.Help + "Get-CDPreset.md")]
[OutputType(typeof(Preset))]
public sealed class GetCDPresetCommand : ClaudeDesktopCommand
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PresetCompleter))]
    public string[] Name { get; set; } = ["*"];

    protected override void ProcessRecord()
    {
        foreach (var name in Name)
            PerItem(() => WriteObject(Matching(name), enumerateCollection: true));
    }

    private static IEnumerable<Preset> Matching(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name) || Wildcard.Parse(name) is not { } pattern)
            return [Presets.Get(name)];
        return Presets.All.Where(preset => pattern.IsMatch(preset.Name));
    }
}
