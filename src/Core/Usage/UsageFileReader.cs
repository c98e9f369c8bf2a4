using System;
using System.Collections.Generic;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Usage;

/// <summary>The requests of one file, and what becomes of its runs.</summary>
/// <param name="path">The file.</param>
/// <param name="parser">Whose row is the request.</param>
/// <param name="findings">Where what is missing is noted.</param>
/// <param name="seen">The requests of files of which there may be copies; null where there are none.</param>
internal sealed class UsageFileReader(string path, UsageParser parser, UsageFindings findings, HashSet<ulong>? seen) : IDisposable
{
    private readonly UsageBlocks _blocks = new(path);
    private UsageStart? _start;
    private DateTime _last;
    private long _number;
    private long _count;

    public UsageRow Row => parser.Row;

    /// <summary>Whether there is another whole line with a request; asked again, whether one was added.</summary>
    public bool Next()
    {
        while (_blocks.TryRead(out var line))
        {
            if (!line.IsEmpty && Take(line))
                return true;
        }

        return false;
    }

    /// <summary>Takes what stands behind the last line's end, which may be whole but for it, and concludes. Whether it is a request.</summary>
    public bool Finish()
    {
        // While the gateway runs it may just be writing that line.
        var isRequest = _blocks.Rest.Length > 0 && !IsRunning && Take(_blocks.Rest);
        if (_start is not null && !IsRunning)
            Cut();
        return isRequest;
    }

    public void Dispose() => _blocks.Dispose();

    private bool IsRunning => _start is { } start && start.Machine == Environment.MachineName
        && ProcessStart.IsSame(start.ProcessId, start.ProcessMark, start.ProcessBegan);

    private bool Take(ReadOnlySpan<byte> line)
    {
        switch (parser.Parse(line))
        {
            case UsageLineKind.Request when Row.IdHash != 0 && seen?.Add(Row.IdHash) == false:
                findings.RepeatedLines++;
                Count();
                return false;
            case UsageLineKind.Request:
                Count();
                return true;
            case UsageLineKind.Start:
                Begin(parser.Mark.Start!);
                return false;
            case UsageLineKind.End when _start is not null:
                _number = Math.Max(_number, parser.Mark.Number);
                Conclude();
                return false;
            case UsageLineKind.Missed:
                findings.MissedRequests += parser.Mark.Number;
                return false;
            case UsageLineKind.Unreadable:
                findings.UnreadableLines++;
                return false;
            default:
                return false;
        }
    }

    // A run writes its first line again where it finds that somebody else changed its file.
    private void Begin(UsageStart start)
    {
        if (_start is not null && _start.Run != start.Run)
            Cut();
        else if (_start is not null)
            Conclude();
        (_start, _number, _count, _last) = (start, start.Number, 0, default);
    }

    private void Count()
    {
        _last = Row.Time;
        if (Row.Number <= _number)
            return;
        _number = Row.Number;
        _count++;
    }

    private void Cut()
    {
        findings.Add(new UsageCut(_start!.Machine, _start.Time, _last == default ? _start.Time : new DateTimeOffset(_last), path));
        Conclude();
    }

    private void Conclude()
    {
        findings.LostRequests += Math.Max(0, _number - _start!.Number - _count);
        _start = null;
    }
}
