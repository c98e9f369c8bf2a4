using System;
using System.Text.Json;

namespace ClaudeDesktop.Usage;

/// <summary>
/// Writes the lines of a ledger, each one JSON object whose first member says what it is: <c>time</c> a request, <c>start</c> and <c>end</c> the
/// first and the last line of a file, <c>missed</c> requests that could not be written. Whoever reads passes over other lines and members.
/// </summary>
public static class UsageLine
{
    /// <summary>What is missing or nothing is left out.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="record">The request.</param>
    /// <param name="number">The request's number in its run, from 1 on without a gap.</param>
    public static void Write(Utf8JsonWriter json, UsageRecord record, long number)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(record);
        json.WriteStartObject();
        json.WriteString("time"u8, Milliseconds(record.Time));
        json.WriteNumber("n"u8, number);
        json.WriteString("id"u8, UsageText.Of(record.RequestId));
        Write(json, "session"u8, record.Session);
        Write(json, "provider"u8, record.Provider);
        Write(json, "role"u8, record.Role?.ToString());
        Write(json, "asked"u8, record.RequestedModel);
        Write(json, "model"u8, record.Model);
        Write(json, "answered"u8, record.AnsweredModel);
        Write(json, "in"u8, record.InputTokens);
        Write(json, "out"u8, record.OutputTokens);
        Write(json, "cacheRead"u8, record.CacheReadTokens);
        Write(json, "cacheWrite"u8, record.CacheWriteTokens);
        if (record.IsEstimate)
            json.WriteBoolean("estimate"u8, true);
        if (record.Cost is { } cost)
            json.WriteNumber("cost"u8, cost);
        if (record.FirstByte is { } first)
            json.WriteNumber("firstMs"u8, (long)Math.Round(first.TotalMilliseconds));
        json.WriteNumber("ms"u8, (long)Math.Round(record.Duration.TotalMilliseconds));
        json.WriteNumber("tries"u8, record.Tries);
        json.WriteNumber("status"u8, record.Status);
        Write(json, "error"u8, record.Error);
        if (record.IsStream)
            json.WriteBoolean("stream"u8, true);
        Write(json, "user"u8, record.User);
        Write(json, "machine"u8, record.Machine);
        Write(json, "project"u8, record.Project);
        json.WriteEndObject();
    }

    /// <summary>The first line of a file.</summary>
    public static void Write(Utf8JsonWriter json, UsageStart start)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(start);
        json.WriteStartObject();
        json.WriteString("start"u8, Milliseconds(start.Time));
        json.WriteString("run"u8, start.Run);
        json.WriteNumber("n"u8, start.Number);
        json.WriteString("version"u8, start.Version);
        json.WriteNumber("pid"u8, start.ProcessId);
        json.WriteString("began"u8, Milliseconds(start.ProcessBegan));
        Write(json, "mark"u8, start.ProcessMark);
        Write(json, "user"u8, start.User);
        Write(json, "machine"u8, start.Machine);
        json.WriteEndObject();
    }

    /// <summary>The last line of a file, because the gateway stops or a day is over.</summary>
    public static void WriteEnd(Utf8JsonWriter json, DateTimeOffset time, long number)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("end"u8, Milliseconds(time));
        json.WriteNumber("n"u8, number);
        json.WriteEndObject();
    }

    /// <summary>How many requests could not be written, such as for want of room on the disk.</summary>
    public static void WriteMissed(Utf8JsonWriter json, DateTimeOffset time, long count)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteNumber("missed"u8, count);
        json.WriteString("until"u8, Milliseconds(time));
        json.WriteEndObject();
    }

    private static DateTime Milliseconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, UsageText.Of(value));
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, long value)
    {
        if (value != 0)
            json.WriteNumber(name, value);
    }
}
