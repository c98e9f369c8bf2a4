using System.Collections.Generic;
using System.ComponentModel;
using System.Management.Automation;
using ClaudeDesktop.Import;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>What every import has in common: one result a candidate, in their order, a plan with -WhatIf, and one write for all.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ImportCommand : ClaudeDesktopCommand
{
    private const int QuietRows = 100;
    private readonly List<ImportResult> _results = [];
    private readonly List<ImportCandidate> _meant = [];
    private readonly List<int> _places = [];
    private int _taken;
    private ProviderImport? _import;
    private CountedProgress? _progress;

    /// <summary>Updates providers that exist already, instead of keeping them.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Lets keys lie in a file of mode 0600 where the system has no store that works; remembered.</summary>
    [Parameter]
    public SwitchParameter AllowFileStore { get; set; }

    private ProviderImport Import => _import ??= new ProviderImport(Context, Force);

    private CountedProgress Progress => _progress ??= new CountedProgress(this, "Importing providers");

    private protected void Take(IEnumerable<ImportCandidate> candidates)
    {
        foreach (var candidate in candidates)
            Take(candidate);
    }

    protected override void EndProcessing()
    {
        PerItem(() =>
        {
            if (AllowFileStore && _meant.Count > 0)
                Context.AllowFileStore();
            if (_meant.Count > QuietRows)
                Progress.Show($"Writing {_meant.Count} providers");
            var done = Import.Run(_meant, out var switched);
            for (var i = 0; i < done.Count; i++)
                _results[_places[i]] = done[i];
            Progress.Complete();
            WriteObject(_results, enumerateCollection: true);
            WarnIfRestartRequired(switched);
        });
        Progress.Complete();
    }

    private void Take(ImportCandidate candidate)
    {
        if (++_taken % QuietRows == 0)
            Progress.Show($"{_taken} read", candidate.Name);
        var plan = Import.Plan(candidate);
        if (plan.Outcome is ImportOutcome.Imported or ImportOutcome.Updated)
        {
            var action = plan.Outcome == ImportOutcome.Imported ? "Import" : "Update";
            if (!ShouldProcess($"Provider '{plan.Name}' ({plan.Id})", $"{action} as {plan.Provider!.Mode} provider from '{plan.Source}'"))
                return;
            _places.Add(_results.Count);
            _meant.Add(candidate);
        }

        _results.Add(plan);
    }
}
