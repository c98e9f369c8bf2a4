using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ClaudeDesktop.EndToEnd.Targets;
using ClaudeDesktop.EndToEnd.Upstream;

namespace ClaudeDesktop.EndToEnd.Load;

/// <summary>The loads themselves. Each ends by count or by time, and an answer counts only if it is whole.</summary>
internal static class Loads
{
    /// <summary>One request after the other: half and 99 of a hundred took at most so long.</summary>
    public static double[] OneByOne(Target target, Speech speech, Ask ask, int count, bool first = false)
    {
        using var connection = new RawConnection(target.Port);
        var request = target.Request(speech, ask);
        var took = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            var reply = connection.Ask(request);
            Check(target, reply.Answers(ask), $"status {reply.Status}, {reply.Events} events");
            took.Add(Times.Milliseconds(first ? reply.First : reply.Took));
        }

        return [Times.Median(took), Times.Quantile(took, 0.99)];
    }

    /// <summary>One stream at a model's pace: how late its events are, half and 99 of a hundred, and what an event costs in microseconds of the processor.</summary>
    public static double[] Paced(Target target, Speech speech, int events, int pause)
    {
        using var connection = new RawConnection(target.Port);
        var ask = new Ask(new Wish(events, pause, true));
        var delays = new List<long>(events);
        var before = target.Process?.CpuSeconds ?? 0;
        var reply = connection.Ask(target.Request(speech, ask), delays);
        var cpu = (target.Process?.CpuSeconds ?? 0) - before;
        Check(target, reply.Answers(ask), $"status {reply.Status}, {reply.Events} events");
        var late = delays.Select(Times.Milliseconds).ToArray();
        return [Times.Median(late), Times.Quantile(late, 0.99), cpu * 1e6 / events];
    }

    public static double[] RequestsPerSecond(Target target, Speech speech, Ask ask, int clients, TimeSpan time)
    {
        var crowd = Crowd.Run(target, speech, ask, clients, time);
        Check(target, crowd.Failed + crowd.Refused == 0, $"{crowd.Failed} requests failed, {crowd.Refused} were refused");
        return [crowd.Requests / crowd.Seconds];
    }

    public static double[] EventsPerSecond(Target target, Speech speech, Ask ask, int clients, TimeSpan time)
    {
        var crowd = Crowd.Run(target, speech, ask, clients, time);
        Check(target, crowd.Failed + crowd.Refused == 0, $"{crowd.Failed} requests failed, {crowd.Refused} were refused");
        return [crowd.Events / crowd.Seconds];
    }

    /// <summary>The most memory that streams at a model's pace take together, in MB.</summary>
    public static double[] Memory(Target target, Speech speech, int streams, int events, int pause)
    {
        if (target.Process is not { } process)
            return [double.NaN];
        Crowd? crowd = null;
        var load = new Thread(() => crowd = Crowd.Run(target, speech, new Ask(new Wish(events, pause, true)), streams, TimeSpan.Zero));
        load.Start();
        var most = 0.0;
        while (!load.Join(50))
            most = Math.Max(most, process.Megabytes);
        Check(target, crowd is { Failed: 0, Refused: 0 }, "not every stream came to its end");
        return [most];
    }

    private static void Check(Target target, bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidDataException($"{target.Name}: {otherwise}.");
    }
}
