using System.Collections;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Desktop;

namespace ClaudeDesktop.Cmdlets.Completion;

/// <summary>Offers the states that can be brought back, the newest first.</summary>
public sealed class SnapshotIdCompleter : TextCompleter
{
    private protected override IEnumerable<(string Text, string Tip)> Candidates(IDictionary given)
    {
        var context = ModuleContext.Current();
        var history = new SnapshotHistory(context.Home, context.Files);
        return history.Ids.Select(id => (id, Tip(history, id)));
    }

    private static string Tip(SnapshotHistory history, string id)
    {
        try
        {
            var snapshot = history.Read(id);
            return $"{snapshot.ProviderName ?? "official mode"}, before {snapshot.Reason} of {snapshot.Next} at {snapshot.CreatedAt:u}";
        }
        catch (ClaudeDesktopException)
        {
            return "cannot be read";
        }
    }
}
