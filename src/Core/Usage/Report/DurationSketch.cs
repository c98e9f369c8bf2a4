using System;
using System.Linq;

namespace ClaudeDesktop.Usage.Report;

/// <summary>How long things took, in counts of which each covers 2 %: so percentiles are right to about 1 %, however many things there are.</summary>
internal sealed class DurationSketch
{
    /// <summary>How many counts there are from a time to its double.</summary>
    public const int CountsPerDouble = 32;

    // From a millisecond to 70 minutes.
    private const int Doubles = 22;

    private readonly long[] _counts = new long[(Doubles * CountsPerDouble) + 1];

    public long Total { get; private set; }

    /// <summary>The first count that holds anything, and the one after the last that does.</summary>
    public (int First, int End) Range => (Array.FindIndex(_counts, count => count > 0), Array.FindLastIndex(_counts, count => count > 0) + 1);

    public static double MillisecondsAt(double index) => Math.Pow(2, index / CountsPerDouble);

    public static double IndexOf(double milliseconds) => Math.Log(milliseconds, 2) * CountsPerDouble;

    public void Add(TimeSpan time)
    {
        var milliseconds = time.TotalMilliseconds;
        _counts[milliseconds <= 1 ? 0 : Math.Min((int)IndexOf(milliseconds), _counts.Length - 1)]++;
        Total++;
    }

    public long CountIn(int first, int end) => _counts.Skip(first).Take(end - first).Sum();

    /// <summary>The time that a share of all things did not pass.</summary>
    public TimeSpan Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Total));
        long seen = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
                return TimeSpan.FromMilliseconds(MillisecondsAt(i + 0.5));
        }

        return TimeSpan.Zero;
    }
}
