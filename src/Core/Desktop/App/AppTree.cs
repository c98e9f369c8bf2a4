using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Desktop.App;

/// <summary>An app and the processes of it that run.</summary>
internal sealed record AppTree(InstalledApp App, IReadOnlyList<AppProcess> All)
{
    /// <summary>
    /// The process that the others belong to; null where the app does not run. The app also runs its main program for parts of its work,
    /// some without a word of that in their arguments, so a child of one of its own processes is none.
    /// </summary>
    public AppProcess? Main => All
        .Where(process => App.IsMainProgram(process.ProgramPath) && !process.IsHelper && All.All(other => other.Id != process.ParentId))
        .OrderBy(process => process.StartedAt)
        .FirstOrDefault();

    public static AppTree Of(InstalledApp app, IEnumerable<AppProcess> processes) => new(app, [.. processes.Where(process => app.IsPart(process.ProgramPath))]);
}
