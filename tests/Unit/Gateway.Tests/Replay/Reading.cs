using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Tests.Replay;

/// <summary>What one client understood of one answer.</summary>
internal sealed record Reading
{
    public string Text { get; init; } = "";

    /// <summary>What came in pieces, where that is not all that the last event repeats: such a recording was trimmed.</summary>
    public string? StreamedText { get; init; }

    public IReadOnlyList<(string Name, JsonElement Input)> Calls { get; init; } = [];

    public string? Stop { get; init; }

    public Tokens? Usage { get; init; }

    /// <summary>What the client threw; nothing else counts then.</summary>
    public string? Error { get; init; }

    /// <summary>In what the other differs, in words; null where it does not.</summary>
    public string? Difference(Reading other)
    {
        if (Error is not null || other.Error is not null)
            return Error is not null && other.Error?.Contains(Error, System.StringComparison.Ordinal) == true ? null : $"error: {Error ?? "none"} / {other.Error ?? "none"}";
        if (Text != other.Text && (StreamedText is null || StreamedText != other.Text))
            return $"text: {Text} / {other.Text}";
        if (!Calls.Select(call => call.Name).SequenceEqual(other.Calls.Select(call => call.Name)))
            return $"calls: {Names(Calls)} / {Names(other.Calls)}";
        foreach (var ((name, input), (_, otherInput)) in Calls.Zip(other.Calls))
        {
            if (!JsonElement.DeepEquals(input, otherInput))
                return $"input of {name}: {input.GetRawText()} / {otherInput.GetRawText()}";
        }

        if (Stop != other.Stop)
            return $"stop: {Stop} / {other.Stop}";
        return Usage is null || Usage == other.Usage ? null : $"usage: {Usage} / {other.Usage}";
    }

    private static string Names(IReadOnlyList<(string Name, JsonElement Input)> calls) => string.Join(", ", calls.Select(call => call.Name));
}
