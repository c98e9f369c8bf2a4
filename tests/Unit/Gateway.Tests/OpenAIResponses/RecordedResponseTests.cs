using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

/// <summary>Every recorded answer, cut in every way, reads as what its last event says.</summary>
public sealed class RecordedResponseTests
{
    /// <summary>What streamed was replaced by hand, and is not the beginning of what the last event says.</summary>
    private static readonly string[] Trimmed = ["openai-responses/openai-shell-container.1.chunks.txt"];

    [Theory]
    [InlineData("whole")]
    [InlineData("bytes")]
    [InlineData("random")]
    public void Every_recording_is_read_through(string cutting)
    {
        Assert.SkipWhen(RecordedResponse.Folder is null, "There are no recordings here; CLAUDEDESKTOP_CORPUS names their folder.");
        var random = new Random(20261121);
        var count = 0;
        foreach (var recorded in RecordedResponse.All())
        {
            count++;
            var items = Translated.Read(recorded.Bytes, cutting switch { "whole" => () => int.MaxValue, "bytes" => () => 1, _ => () => random.Next(1, 200) });
            Check(recorded, items);
        }

        Assert.True(count > 50, $"Only {count} recordings were found.");
    }

    private static void Check(RecordedResponse recorded, List<SseItem> items)
    {
        if (recorded.IsFailure)
        {
            Assert.Equal("error", items[^1].Name);
            return;
        }

        Assert.True(items[^1].Name == "message_stop", $"{recorded.Name} ends with {items[^1].Data}");
        Assert.True(Trimmed.Contains(recorded.Name) || recorded.Text == Bodies.AllText(items), $"{recorded.Name} says another text: {Bodies.AllText(items)}");
        Assert.True(recorded.Calls.SequenceEqual(Bodies.Calls(items)), $"{recorded.Name} makes other calls: {string.Join(", ", Bodies.Calls(items))}");
        if (recorded.Final.TryGetProperty("usage", out var counted) && counted.ValueKind == JsonValueKind.Object && counted.GetProperty("output_tokens").GetInt64() > 0)
        {
            var usage = items[^2].Data.GetProperty("usage");
            Assert.True(counted.GetProperty("input_tokens").GetInt64() == Sum(usage, "input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"), $"{recorded.Name} counts {usage}");
        }
    }

    private static long Sum(JsonElement usage, params string[] names) => names.Sum(name => usage.GetProperty(name).GetInt64());
}
