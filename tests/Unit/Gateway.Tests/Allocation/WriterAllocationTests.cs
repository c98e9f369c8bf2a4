using System;
using ClaudeDesktop.Gateway.Messages;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Allocation;

[Collection(RunsAlone.Name)]
public sealed class WriterAllocationTests
{
    private static readonly AnswerHead Head = new("msg_1", "claude-sonnet-5", new Lazy<long>(1), () => "signature");

    [Theory]
    [InlineData("a word ")]
    [InlineData("a \"quoted\"\n\tword \\ 世界 😀 \u0001")]
    public void Writing_a_piece_allocates_nothing(string piece)
    {
        using var output = new PooledBuffer();
        using var answer = new AnthropicEventWriter(output, Head);
        byte[][] pieces = [System.Text.Encoding.UTF8.GetBytes(piece)];
        Assert.Equal(0, Steady.Count(pieces, bytes => Write(MessageEvent.Text(bytes))));
        answer.Push(MessageEvent.Signature("signed"u8));
        Assert.Equal(0, Steady.Count(pieces, bytes => Write(MessageEvent.Thinking(bytes))));
        answer.Push(MessageEvent.ToolUse(7, "toolu_1", "Read"));
        Assert.Equal(0, Steady.Count(pieces, bytes => Write(MessageEvent.ToolInput(7, bytes))));

        void Write(in MessageEvent happened)
        {
            output.Clear();
            answer.Push(happened);
            Assert.True(output.Length > piece.Length);
        }
    }
}
