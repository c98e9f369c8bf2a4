using System;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Usage;

/// <summary>The request that a reader stands at. There is one for a whole ledger, and the next line overwrites it.</summary>
internal sealed class UsageRow
{
    /// <summary>In UTC.</summary>
    public DateTime Time { get; set; }

    /// <summary>The request's number in its run; 0 where the line says none.</summary>
    public long Number { get; set; }

    public string? RequestId { get; set; }

    /// <summary>64 bits of the request's id.</summary>
    public ulong IdHash { get; set; }

    public string? Session { get; set; }

    public string? Provider { get; set; }

    public ModelRole? Role { get; set; }

    public string? RequestedModel { get; set; }

    public string? Model { get; set; }

    public string? AnsweredModel { get; set; }

    public long InputTokens { get; set; }

    public long OutputTokens { get; set; }

    public long CacheReadTokens { get; set; }

    public long CacheWriteTokens { get; set; }

    public bool IsEstimate { get; set; }

    public decimal? Cost { get; set; }

    public long? FirstByteMilliseconds { get; set; }

    public long Milliseconds { get; set; }

    public int Tries { get; set; }

    public int Status { get; set; }

    public string? Error { get; set; }

    public bool IsStream { get; set; }

    public string? User { get; set; }

    public string? Machine { get; set; }

    public string? Project { get; set; }

    public bool IsFailed => Error is not null || Status >= 400;

    public void Clear()
    {
        Time = default;
        Number = InputTokens = OutputTokens = CacheReadTokens = CacheWriteTokens = Milliseconds = 0;
        IdHash = 0;
        RequestId = Session = Provider = RequestedModel = Model = AnsweredModel = Error = User = Machine = Project = null;
        Role = null;
        IsEstimate = IsStream = false;
        Cost = null;
        FirstByteMilliseconds = null;
        Tries = Status = 0;
    }

    public UsageRecord ToRecord() => new()
    {
        Time = new DateTimeOffset(Time),
        RequestId = RequestId ?? "",
        Session = Session,
        Provider = Provider,
        Role = Role,
        RequestedModel = RequestedModel,
        Model = Model,
        AnsweredModel = AnsweredModel,
        InputTokens = InputTokens,
        OutputTokens = OutputTokens,
        CacheReadTokens = CacheReadTokens,
        CacheWriteTokens = CacheWriteTokens,
        IsEstimate = IsEstimate,
        Cost = Cost,
        FirstByte = FirstByteMilliseconds is { } first ? TimeSpan.FromTicks(first * TimeSpan.TicksPerMillisecond) : null,
        Duration = TimeSpan.FromTicks(Milliseconds * TimeSpan.TicksPerMillisecond),
        Tries = Tries,
        Status = Status,
        Error = Error,
        IsStream = IsStream,
        User = User,
        Machine = Machine,
        Project = Project,
    };

    public static UsageRow Of(UsageRecord record) => new()
    {
        Time = record.Time.UtcDateTime,
        RequestId = record.RequestId,
        Session = record.Session,
        Provider = record.Provider,
        Role = record.Role,
        RequestedModel = record.RequestedModel,
        Model = record.Model,
        AnsweredModel = record.AnsweredModel,
        InputTokens = record.InputTokens,
        OutputTokens = record.OutputTokens,
        CacheReadTokens = record.CacheReadTokens,
        CacheWriteTokens = record.CacheWriteTokens,
        IsEstimate = record.IsEstimate,
        Cost = record.Cost,
        FirstByteMilliseconds = record.FirstByte is { } first ? (long)first.TotalMilliseconds : null,
        Milliseconds = (long)record.Duration.TotalMilliseconds,
        Tries = record.Tries,
        Status = record.Status,
        Error = record.Error,
        IsStream = record.IsStream,
        User = record.User,
        Machine = record.Machine,
        Project = record.Project,
    };
}
