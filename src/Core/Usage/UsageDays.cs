using System;

namespace ClaudeDesktop.Usage;

/// <summary>The days of a time zone. Requests come in the order of time, so most are of the quarter of an hour of the one before.</summary>
internal sealed class UsageDays(TimeZoneInfo zone)
{
    // No zone's day begins at another time than at a full quarter.
    private const long Quarter = 15 * TimeSpan.TicksPerMinute;
    private long _quarter = -1;
    private DateTime _day;

    public DateTime Of(DateTime utc)
    {
        var quarter = utc.Ticks / Quarter;
        if (quarter != _quarter)
            (_quarter, _day) = (quarter, TimeZoneInfo.ConvertTimeFromUtc(utc, zone).Date);
        return _day;
    }
}
