using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ClaudeDesktop.Usage.Report;

/// <summary>Everything that a report tells, summed in one pass over the records and in memory that does not grow with their number.</summary>
internal sealed class UsageTally(TimeZoneInfo zone)
{
    private const int MostDays = 4_000;
    private const int MostNames = 20_000;

    private readonly SortedDictionary<DateTime, DayTally> _days = [];
    private DateTime _day;
    private DayTally? _today;

    public UsageFigures All { get; } = new();

    public BoundedGroups Models { get; } = new(MostNames);

    public BoundedGroups Providers { get; } = new(MostNames);

    public BoundedGroups Sessions { get; } = new(MostNames);

    public BoundedGroups Projects { get; } = new(MostNames);

    public BoundedGroups Users { get; } = new(MostNames);

    public BoundedGroups Machines { get; } = new(MostNames);

    /// <summary>Failed requests by the type of their error.</summary>
    public BoundedGroups Failures { get; } = new(MostNames);

    /// <summary>The same, the most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, UsageFigures>> FailureTypes => Failures.Top(MostNames).OrderByDescending(type => type.Value.Requests);

    /// <summary>To the first byte, of requests that were answered.</summary>
    public DurationSketch FirstByte { get; } = new();

    /// <summary>To the end, of requests that were answered.</summary>
    public DurationSketch Whole { get; } = new();

    public long BrokenOff { get; private set; }

    public DateTimeOffset? First { get; private set; }

    public DateTimeOffset? Last { get; private set; }

    public IReadOnlyDictionary<DateTime, DayTally> Days => _days;

    public static string TypeOf(UsageRecord record) => record.Error ?? $"HTTP {record.Status.ToString(CultureInfo.InvariantCulture)}";

    public void Add(UsageRecord record)
    {
        var time = TimeZoneInfo.ConvertTime(record.Time, zone);
        First = First is { } first && first <= time ? first : time;
        Last = Last is { } last && last >= time ? last : time;
        var model = record.Model ?? record.RequestedModel ?? "none";
        All.Add(record);
        Day(time.Date).Add(record, model);
        Models.Add(model, record);
        Providers.Add(record.Provider ?? "none", record);
        Sessions.Add(record.Session, record);
        Projects.Add(record.Project, record);
        Users.Add(record.User, record);
        Machines.Add(record.Machine, record);
        if (UsageFigures.IsBrokenOff(record))
            BrokenOff++;
        else if (UsageFigures.IsFailure(record))
            Failures.Add(TypeOf(record), record);
        else
            AddTimes(record);
    }

    private void AddTimes(UsageRecord record)
    {
        Whole.Add(record.Duration);
        if (record.FirstByte is { } firstByte)
            FirstByte.Add(firstByte);
    }

    // Records come mostly day by day. Of too many days the latest are kept; all are in the sums.
    private DayTally Day(DateTime day)
    {
        if (_today is not null && day == _day)
            return _today;
        if (!_days.TryGetValue(day, out var tally))
        {
            _days.Add(day, tally = new DayTally());
            if (_days.Count > MostDays)
                _days.Remove(_days.Keys.First());
        }

        _day = day;
        return _today = tally;
    }
}
