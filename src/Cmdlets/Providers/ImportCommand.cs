using System.Collections.Generic;
using System.ComponentModel;
using System.Management.Automation;
using ClaudeDesktop.Import;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>What every import has in common: one result a candidate, and a plan with -WhatIf.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ImportCommand : ClaudeDesktopCommand
{
    /// <summary>Updates providers that exist already, instead of keeping them.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected void Take(IEnumerable<ImportCandidate> candidates)
    {
        foreach (var candidate in candidates)
            PerItem(() => Take(candidate));
    }

    private void Take(ImportCandidate candidate)
    {
        var import = new ProviderImport(Context, Force);
        var plan = import.Plan(candidate);
        if (plan.Outcome is ImportOutcome.Kept or ImportOutcome.Skipped)
        {
            WriteObject(plan);
            return;
        }

        var action = plan.Outcome == ImportOutcome.Imported ? "Import" : "Update";
        if (!ShouldProcess($"Provider '{plan.Name}' ({plan.Id})", $"{action} as {plan.Provider!.Mode} provider from '{plan.Source}'"))
            return;
        var done = import.Run(candidate, out var switched);
        WriteObject(done);
        WarnIfRestartRequired(switched);
    }
}
