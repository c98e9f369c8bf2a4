using System;
using System.Globalization;
using System.Linq;
using System.Text;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>Chunks that are the same but for one text are read by that text alone, and must become what they would become one by one.</summary>
public sealed class RepeatedChunkTests
{
    [Theory]
    [InlineData("\"content\":\"a\"", "\"content\":\"b\"", "\"content\":\"\"", "\"content\":\"c\"")]
    [InlineData("\"content\":\"a\"", "\"content\":\"\\\"},\\\"x\\\":{\\\"\"", "\"content\":\"\\\\\"", "\"content\":\"\\\\\\\"\"")]
    [InlineData("\"content\":\"a\"", "\"content\":\"b\",\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]", "\"content\":\"c\"")]
    [InlineData("\"content\":\"a\",\"x\":\"b\"", "\"content\":\"a\",\"content\":\"c\",\"x\":\"b\"", "\"content\":\"d\",\"x\":\"b\"")]
    [InlineData("\"content\":\"a\\ud83d\"", "\"content\":\"\\ude00b\"", "\"content\":\"c\"")]
    [InlineData("\"reasoning_content\":\"a\",\"reasoning\":\"r\"", "\"reasoning_content\":\"b\",\"reasoning\":\"r\"", "\"reasoning_content\":\"\",\"reasoning\":\"r\"", "\"reasoning_content\":null,\"content\":\"c\"")]
    [InlineData("\"content\":\"\",\"reasoning_content\":\"a\"", "\"content\":\"\",\"reasoning_content\":\"b\"", "\"content\":\"c\",\"reasoning_content\":\"b\"")]
    [InlineData("\"content\":[{\"type\":\"text\",\"text\":\"a\"}]", "\"content\":[{\"type\":\"text\",\"text\":\"b\"}]", "\"content\":[{\"type\":\"text\",\"text\":\"b\"},{\"text\":\"c\"}]")]
    [InlineData("\"refusal\":\"a\"", "\"refusal\":\"b\"")]
    [InlineData("\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}],\"content\":\"a\"", "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\" \"}}],\"content\":\"a\"", "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\" \"}}],\"content\":\"b\"")]
    [InlineData("\"content\":\"a\"", "\"content\":\"b\\x\"", "\"content\":\"c\"")]
    [InlineData("\"content\":\"a\"", "\"content\":\"b\u0001\"", "\"content\":\"c\"")]
    [InlineData("\"content\":\"a\"", "\"content\":\"b", "\"content\":\"c\"")]
    [InlineData("\"content\":\"a\"", "\"content\":b", "\"content\":c\"", "\"content\":\"d\"")]
    public void They_become_what_they_would_become_one_by_one(params string[] deltas) => Assert.Equal(Read(deltas, _ => 1), Read(deltas, i => i + 2));

    [Fact]
    public void A_finish_and_usage_in_every_chunk_stay_what_they_are()
    {
        var chunks = Enumerable.Range(0, 3).Select(i => $$$"""{"created":1,"choices":[{"index":0,"delta":{"content":"{{{i}}}"},"finish_reason":"length"}],"usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}""");
        var stream = Stream(string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n")));
        Assert.Contains("\"stop_reason\":\"max_tokens\"", stream, StringComparison.Ordinal);
        Assert.Contains("\"input_tokens\":9", stream, StringComparison.Ordinal);
        Assert.Contains("\"output_tokens\":4", stream, StringComparison.Ordinal);
    }

    // With another time in each, no chunk is like the one before.
    private static string Read(string[] deltas, Func<int, int> time) => Stream(string.Concat(deltas.Append("").Select((delta, i) =>
        string.Create(CultureInfo.InvariantCulture, $"data: {{\"created\":{time(i):00},\"choices\":[{{\"index\":0,\"delta\":{{{delta}}},\"finish_reason\":{(i == deltas.Length ? "\"stop\"" : "null")}}}]}}\n\n"))));

    private static string Stream(string upstream)
    {
        using var translation = new InMemory(ApiFormat.OpenAIChat, Encoding.UTF8.GetBytes(Bodies.AskStream));
        return string.Join('\n', translation.Stream([Encoding.UTF8.GetBytes(upstream)]).Split('\n').Where(line => !line.Contains("message_start", StringComparison.Ordinal)));
    }
}
