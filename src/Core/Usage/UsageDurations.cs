using System;

namespace ClaudeDesktop.Usage;

/// <summary>How long requests took: counted in steps of a sixteenth of a doubling, so that any share of them is told to within some percent.</summary>
internal sealed class UsageDurations
{
    private const int StepBits = 4;
    private const int Steps = 1 << StepBits;
    private int[] _counts = [];
    private long _total;

    public void Add(long milliseconds)
    {
        var step = StepOf(milliseconds);
        if (step >= _counts.Length)
            Array.Resize(ref _counts, (step / Steps + 1) * Steps);
        _counts[step]++;
        _total++;
    }

    /// <summary>What a share of the requests did not exceed; null where there are none.</summary>
    public TimeSpan? Of(double share)
    {
        if (_total == 0)
            return null;
        var wanted = (long)Math.Ceiling(_total * share);
        var step = 0;
        for (var seen = 0L; (seen += _counts[step]) < wanted; step++)
        {
            // The next step has the next longer ones.
        }

        return TimeSpan.FromTicks((First(step) + First(step + 1) - 1) / 2 * TimeSpan.TicksPerMillisecond);
    }

    // Below two doublings of the steps each millisecond is one of its own.
    private static int StepOf(long milliseconds)
    {
        var shift = 0;
        for (var rest = milliseconds; rest >= 2 * Steps; rest >>= 1)
            shift++;
        return (shift << StepBits) + (int)(milliseconds >> shift);
    }

    private static long First(int step) => step < 2 * Steps ? step : (long)(Steps + (step & (Steps - 1))) << ((step >> StepBits) - 1);
}
