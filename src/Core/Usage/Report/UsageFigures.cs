using System;

namespace ClaudeDesktop.Usage.Report;

/// <summary>What some requests have in sum.</summary>
internal sealed class UsageFigures
{
    // Beyond what any one request can have. A line of another machine's ledger must not make the sums overflow.
    private const long MostTokens = 1_000_000_000_000;
    private const decimal MostCost = 1_000_000_000m;

    public long Requests { get; private set; }

    /// <summary>Requests that failed. One that its client broke off did not.</summary>
    public long Failed { get; private set; }

    /// <summary>Requests that used tokens whose price is not known.</summary>
    public long Unpriced { get; private set; }

    public long Estimated { get; private set; }

    public long Input { get; private set; }

    public long Output { get; private set; }

    public long CacheRead { get; private set; }

    public long CacheWrite { get; private set; }

    /// <summary>In US dollars.</summary>
    public decimal Cost { get; private set; }

    public long Tokens => Prompt + Output;

    /// <summary>What was sent, from a cache or not.</summary>
    public long Prompt => Input + CacheRead + CacheWrite;

    /// <summary>The part of what was sent that a cache served; null where nothing was sent.</summary>
    public double? CacheShare => Prompt == 0 ? null : (double)CacheRead / Prompt;

    public static bool IsFailure(UsageRecord record) => !IsBrokenOff(record) && (record.Error is not null || record.Status >= 400);

    public static bool IsBrokenOff(UsageRecord record) => record.Error == "client_closed_request";

    public void Add(UsageRecord record)
    {
        Requests++;
        Failed += IsFailure(record) ? 1 : 0;
        Estimated += record.IsEstimate ? 1 : 0;
        Input += Sound(record.InputTokens);
        Output += Sound(record.OutputTokens);
        CacheRead += Sound(record.CacheReadTokens);
        CacheWrite += Sound(record.CacheWriteTokens);
        if (record.Cost is { } cost)
            Cost += Sound(cost);
        else if (record.InputTokens > 0 || record.OutputTokens > 0 || record.CacheReadTokens > 0 || record.CacheWriteTokens > 0)
            Unpriced++;
    }

    public void Add(UsageFigures others)
    {
        Requests += others.Requests;
        Failed += others.Failed;
        Unpriced += others.Unpriced;
        Estimated += others.Estimated;
        Input += others.Input;
        Output += others.Output;
        CacheRead += others.CacheRead;
        CacheWrite += others.CacheWrite;
        Cost += others.Cost;
    }

    /// <summary>The record's cost, as the sums take it.</summary>
    public static decimal Sound(decimal cost) => Math.Min(Math.Max(cost, 0), MostCost);

    private static long Sound(long tokens) => Math.Min(Math.Max(tokens, 0), MostTokens);
}
