using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using ClaudeDesktop.EndToEnd.Load;
using ClaudeDesktop.EndToEnd.Targets;
using ClaudeDesktop.EndToEnd.Upstream;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.EndToEnd;

/// <summary>The gateway beside a direct call and beside nginx. All take turns, so that other work on the machine hurts all alike.</summary>
internal sealed class Comparison(Ground ground)
{
    private static readonly Figure Start = new("start to first answer, ms", FigureKind.Plain);
    private static readonly Figure Idle = new("memory when idle, MB", FigureKind.Plain);
    private static readonly Figure Streams = new("memory with 64 streams, MB", FigureKind.Plain);
    private static readonly Figure After = new("memory 10 s after all the load, MB", FigureKind.Plain);
    private readonly Table _table = new(["direct", "nginx", .. ground.Rungs.Select(rung => rung.Host.ToString().ToLowerInvariant())]);

    public void Run()
    {
        var options = ground.Options;
        for (var round = 0; round < options.Rounds; round++)
            MeasureStarts();
        List<Target> targets = [ground.Direct()];
        if (ground.Nginx() is { } nginx)
            targets.Add(nginx);
        else
            Console.Error.WriteLine("There is no nginx on the PATH: no ratios.");
        targets.AddRange(ground.Rungs.Select(ground.Gateway));
        try
        {
            var cells = Cells.Of(Speech.Chat, options.Quick).Concat(Cells.Of(Speech.Messages, options.Quick)).ToList();
            Warm(targets);
            for (var round = 1; round <= options.Rounds; round++)
            {
                Console.Error.WriteLine($"Round {round} of {options.Rounds}");
                MeasureAll(cells, targets);
            }

            MeasureAfter(targets);
        }
        finally
        {
            targets.ForEach(target => target.Dispose());
        }

        _table.Print();
    }

    private void MeasureAfter(List<Target> targets)
    {
        Thread.Sleep(ground.Options.Quick ? 200 : 10_000);
        foreach (var target in targets.Where(target => target.Process is not null))
            _table.Add(After, target.Name, target.Process!.Megabytes);
    }

    private void MeasureAll(List<Cell> cells, List<Target> targets)
    {
        foreach (var cell in cells)
        {
            foreach (var target in targets)
            {
                var values = cell.Measure(target);
                for (var i = 0; i < cell.Figures.Count; i++)
                    _table.Add(cell.Figures[i], target.Name, target.Process is null && cell.Figures[i].Kind == FigureKind.Plain ? double.NaN : values[i]);
            }
        }
    }

    // What compiles while it runs is not to be measured while it compiles.
    private static void Warm(List<Target> targets)
    {
        foreach (var target in targets)
        {
            foreach (var cell in Cells.Of(Speech.Chat, quick: true).Concat(Cells.Of(Speech.Messages, quick: true)))
                cell.Measure(target);
        }
    }

    private void MeasureStarts()
    {
        foreach (var rung in ground.Rungs)
            MeasureStart(rung);
        using var nginx = ground.Nginx();
        if (nginx is not null)
            _table.Add(Streams, nginx.Name, Loads.Memory(nginx, Speech.Chat, 64, ground.Options.Quick ? 10 : 100, 20)[0]);
    }

    private void MeasureStart(GatewayRung rung)
    {
        var watch = Stopwatch.StartNew();
        using var gateway = ground.Gateway(rung);
        Loads.OneByOne(gateway, Speech.Chat, new Ask(new Wish(1, 0, false)), 1);
        _table.Add(Start, gateway.Name, watch.Elapsed.TotalMilliseconds);
        Thread.Sleep(ground.Options.Quick ? 200 : 3_000);
        _table.Add(Idle, gateway.Name, gateway.Process!.Megabytes);
        _table.Add(Streams, gateway.Name, Loads.Memory(gateway, Speech.Chat, 64, ground.Options.Quick ? 10 : 100, 20)[0]);
    }
}
