using System;
using System.Collections.Generic;

namespace ClaudeDesktop.Usage;

/// <summary>What requests come to that have a key in common.</summary>
internal sealed class UsageTotals
{
    private readonly UsageDurations _durations = new();
    private long _requests;
    private long _errors;
    private long _unpriced;
    private long _estimated;
    private long _input;
    private long _output;
    private long _cacheRead;
    private long _cacheWrite;
    private decimal? _cost;
    private DateTime _first = DateTime.MaxValue;
    private DateTime _last;

    public void Add(UsageRow row)
    {
        _requests++;
        if (row.IsFailed)
            _errors++;
        if (row.IsEstimate)
            _estimated++;
        _input += row.InputTokens;
        _output += row.OutputTokens;
        _cacheRead += row.CacheReadTokens;
        _cacheWrite += row.CacheWriteTokens;
        if (row.Cost is { } cost)
            _cost = (_cost ?? 0) + cost;
        else if (row.InputTokens + row.OutputTokens + row.CacheReadTokens + row.CacheWriteTokens > 0)
            _unpriced++;
        if (!row.IsFailed)
            _durations.Add(row.Milliseconds);
        if (row.Time < _first)
            _first = row.Time;
        if (row.Time > _last)
            _last = row.Time;
    }

    public UsageSum Sum(UsageKey key, IReadOnlyCollection<UsageGroup> groups) => new()
    {
        Name = groups.Count == 0 ? "All" : key.Text(groups),
        Provider = key.Provider,
        Model = key.Model,
        Role = key.Role,
        Day = key.Day,
        Session = key.Session,
        User = key.User,
        Machine = key.Machine,
        Project = key.Project,
        Requests = _requests,
        Errors = _errors,
        InputTokens = _input,
        OutputTokens = _output,
        CacheReadTokens = _cacheRead,
        CacheWriteTokens = _cacheWrite,
        CacheShare = _input + _cacheRead + _cacheWrite is > 0 and var asked ? (double)_cacheRead / asked : null,
        Cost = _cost,
        UnpricedRequests = _unpriced,
        EstimatedRequests = _estimated,
        MedianDuration = _durations.Of(0.5),
        P95Duration = _durations.Of(0.95),
        First = _requests == 0 ? null : new DateTimeOffset(_first),
        Last = _requests == 0 ? null : new DateTimeOffset(_last),
    };
}
