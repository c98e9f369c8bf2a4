using System;
using System.Text.Json;

namespace ClaudeDesktop.Usage;

/// <summary>What a line says that is no request's.</summary>
/// <param name="Number">How many requests: before a start line, before an end line, or missed.</param>
/// <param name="Start">What a start line says; null of other lines.</param>
internal readonly record struct UsageMark(long Number, UsageStart? Start)
{
    public static UsageLineKind KindOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("start"u8) ? UsageLineKind.Start
        : reader.ValueTextEquals("end"u8) ? UsageLineKind.End
        : reader.ValueTextEquals("missed"u8) ? UsageLineKind.Missed
        : UsageLineKind.Other;

    public static UsageMark Parse(ReadOnlySpan<byte> line)
    {
        using var document = JsonDocument.Parse(line.ToArray());
        var root = document.RootElement;
        var number = Number64(root, "missed") ?? Number64(root, "n") ?? 0;
        if (!root.TryGetProperty("start", out var time))
            return new UsageMark(number, null);
        return new UsageMark(number, new UsageStart
        {
            Time = time.GetDateTimeOffset(),
            Run = Text(root, "run") ?? "",
            Number = number,
            Version = Text(root, "version") ?? "",
            ProcessId = (int)(Number64(root, "pid") ?? 0),
            ProcessBegan = root.TryGetProperty("began", out var began) ? began.GetDateTimeOffset() : time.GetDateTimeOffset(),
            ProcessMark = Text(root, "mark"),
            User = Text(root, "user"),
            Machine = Text(root, "machine"),
        });
    }

    private static long? Number64(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : null;

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
