using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace ClaudeDesktop.Usage;

/// <summary>Sums requests by what they have in common. It holds the sums and nothing of a single request.</summary>
/// <param name="groups">What to sum by; nothing makes one sum.</param>
/// <param name="zone">Whose days are meant; null for those of this machine.</param>
public sealed class UsageSummary(IReadOnlyCollection<UsageGroup> groups, TimeZoneInfo? zone = null)
{
    private readonly Dictionary<UsageKey, UsageTotals> _sums = [];
    private readonly UsageDays _days = new(zone ?? TimeZoneInfo.Local);
    private readonly bool _byProvider = groups.Contains(UsageGroup.Provider);
    private readonly bool _byModel = groups.Contains(UsageGroup.Model);
    private readonly bool _byRole = groups.Contains(UsageGroup.Role);
    private readonly bool _byDay = groups.Contains(UsageGroup.Day);
    private readonly bool _bySession = groups.Contains(UsageGroup.Session);
    private readonly bool _byUser = groups.Contains(UsageGroup.User);
    private readonly bool _byMachine = groups.Contains(UsageGroup.Machine);
    private readonly bool _byProject = groups.Contains(UsageGroup.Project);
    private UsageKey _lastKey;
    private UsageTotals? _last;

    /// <summary>The days in their order, and of each the dearest first.</summary>
    public IReadOnlyList<UsageSum> Sums =>
    [
        .. (_sums.Count == 0 && groups.Count == 0 ? [new UsageTotals().Sum(default, groups)] : _sums.Select(sum => sum.Value.Sum(sum.Key, groups)))
            .OrderBy(static sum => sum.Day)
            .ThenByDescending(static sum => sum.Cost ?? 0)
            .ThenByDescending(static sum => sum.TotalTokens)
            .ThenBy(static sum => sum.Name, StringComparer.Ordinal),
    ];

    public void Add(UsageRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Add(UsageRow.Of(record));
    }

    /// <summary>Adds a request if it is wanted.</summary>
    public void Add(UsageRecord record, UsageFilter filter)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(filter);
        if (UsageRow.Of(record) is var row && filter.Holds(row))
            Add(row);
    }

    /// <summary>Adds all that is wanted of ledgers.</summary>
    public void Add(IEnumerable<string> filesOrFolders, UsageFilter filter, UsageFindings findings, CancellationToken cancellation = default)
    {
        foreach (var row in UsageLedger.Rows(filesOrFolders, filter, findings, withIds: false, cancellation))
            Add(row);
    }

    private void Add(UsageRow row)
    {
        var key = new UsageKey(
            _byProvider ? row.Provider : null,
            _byModel ? row.Model ?? row.RequestedModel : null,
            _byRole ? row.Role : null,
            _byDay ? _days.Of(row.Time) : null,
            _bySession ? row.Session : null,
            _byUser ? row.User : null,
            _byMachine ? row.Machine : null,
            _byProject ? row.Project : null);
        if (_last is null || key != _lastKey)
        {
            if (!_sums.TryGetValue(key, out _last))
                _sums[key] = _last = new UsageTotals();
            _lastKey = key;
        }

        _last.Add(row);
    }
}
