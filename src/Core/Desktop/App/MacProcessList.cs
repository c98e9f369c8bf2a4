using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ClaudeDesktop.Desktop.App;

/// <summary>Asks <c>ps</c>, which on macOS gives each process's whole program path.</summary>
internal sealed class MacProcessList : IProcessList
{
    // -x without -a: this user's own, also those without a terminal. The path comes last, so its blanks do no harm.
    public static readonly string[] Arguments = ["-xww", "-o", "pid=,ppid=,comm="];

    public IReadOnlyList<AppProcess> Read(Func<string, bool> isOfInterest) =>
    [
        .. from line in Parse(ShortRun.Output("/bin/ps", Arguments) ?? "")
           where isOfInterest(line.Program)
           let started = ProcessStart.Of(line.Id)
           where started is not null
           select new AppProcess(line.Id, line.ParentId, line.Program, IsHelper: false, started.Value),
    ];

    public static IEnumerable<(int Id, int ParentId, string Program)> Parse(string output)
    {
        foreach (var line in output.Split('\n'))
        {
            var parts = line.Trim().Split([' '], 2, StringSplitOptions.RemoveEmptyEntries);
            var rest = parts.Length == 2 ? parts[1].Trim().Split([' '], 2, StringSplitOptions.RemoveEmptyEntries) : [];
            if (rest.Length == 2 && Number(parts[0]) is { } id && Number(rest[0]) is { } parent)
                yield return (id, parent, rest[1].Trim());
        }
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
