using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace ClaudeDesktop.EndToEnd.Targets;

/// <summary>A process that was started here, with the processes that it started, and that ends here.</summary>
internal sealed class TargetProcess(Process process, bool endsWithInput) : IDisposable
{
    private const int Patience = 10_000;

    public double Megabytes => All().Sum(one => one.WorkingSet64) / 1024.0 / 1024.0;

    public double CpuSeconds => All().Sum(one => one.TotalProcessorTime.TotalSeconds);

    public void Dispose()
    {
        if (endsWithInput)
            process.StandardInput.Close();
        if (!endsWithInput || !process.WaitForExit(Patience))
            process.Kill(entireProcessTree: true);
        process.WaitForExit(Patience);
        process.Dispose();
    }

    private IEnumerable<Process> All()
    {
        process.Refresh();
        return Children().Prepend(process);
    }

    private IEnumerable<Process> Children()
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/task/{process.Id}/children");
        return !File.Exists(file) ? [] : File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)));
    }
}
