using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class ThinkTagTests
{
    [Theory]
    [InlineData("<think>Hm. <b>\n</think>\n\nYes", "Hm. <b>\n", "Yes")]
    [InlineData("\n <think>\nHm.</think>Yes", "Hm.", "Yes")]
    [InlineData("<think>\n\n</think>\n\nYes", "", "Yes")]
    [InlineData("One\n<think>Hm.</think>Two", "Hm.", "One\nTwo")]
    [InlineData("<think>A</think><think>B</think>Yes", "AB", "Yes")]
    [InlineData("<think>never closed", "never closed", "")]
    [InlineData("\nPlain", "", "\nPlain")]
    [InlineData("A `<think>` tag and a <think> tag", "", "A `<think>` tag and a <think> tag")]
    [InlineData("Yes</think>", "", "Yes</think>")]
    [InlineData("See:\n```\n<think>x</think>\n```\nend", "", "See:\n```\n<think>x</think>\n```\nend")]
    [InlineData("See:\n  ~~~~ x\n```\n<think>x\n~~~\n~~~~\n<think>y</think>end", "y", "See:\n  ~~~~ x\n```\n<think>x\n~~~\n~~~~\nend")]
    [InlineData("<thinker> 1 < 2", "", "<thinker> 1 < 2")]
    [InlineData("<thi", "", "<thi")]
    [InlineData("x\n``", "", "x\n``")]
    [InlineData("<think>a</thin b</think>c", "a</thin b", "c")]
    [InlineData("", "", "")]
    public void Tagged_reasoning_is_told_from_text_wherever_it_is_cut(string said, string thought, string text)
    {
        for (var size = 1; size <= Math.Max(1, said.Length); size++)
            Assert.Equal((thought, text), Split(ThinkTags.Split, said.Chunk(size).Select(chunk => new string(chunk))));
    }

    [Theory]
    [InlineData("Hm.</think>Yes", "Hm.", "Yes")]
    [InlineData("<think>Hm.</think>Yes", "Hm.", "Yes")]
    [InlineData("It was all answer", "It was all answer", "It was all answer")]
    public void Where_the_prompt_opens_the_tag_the_closing_one_is_enough(string said, string thought, string text) =>
        Assert.Equal((thought, text), Split(ThinkTags.StartInside, [said]));

    [Fact]
    public void An_upstream_that_tells_its_reasoning_apart_is_believed()
    {
        var answer = new Recorder();
        using var sink = new ThinkTagSink(answer, ThinkTags.StartInside);
        sink.Push(MessageEvent.Thinking("Hm."u8));
        sink.Push(MessageEvent.Text("Yes"u8));
        sink.Push(MessageEvent.Stop(StopReason.EndTurn));
        Assert.Equal(("Hm.", "Yes"), answer.Said);
    }

    [Fact]
    public async Task Tagged_reasoning_becomes_a_thinking_block()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(Bodies.Text("<th"), Bodies.Text("ink>Let me see.</thi"), Bodies.Text("nk>\n\nDone."), Bodies.Stop, Bodies.Done);
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.Equal(("Let me see.", "Done."), (Bodies.Joined(items, "thinking"), Bodies.AllText(items)));
        Assert.StartsWith("cdps.1.chat.", Bodies.Joined(items, "signature"), StringComparison.Ordinal);
    }

    private static (string Thought, string Text) Split(ThinkTags tags, IEnumerable<string> pieces)
    {
        var answer = new Recorder();
        using var sink = new ThinkTagSink(answer, tags);
        foreach (var piece in pieces)
            sink.Push(MessageEvent.Text(Encoding.UTF8.GetBytes(piece)));
        sink.Push(MessageEvent.Stop(StopReason.EndTurn));
        Assert.True(answer.IsOver);
        return answer.Said;
    }

    private sealed class Recorder : IAnswer
    {
        private readonly StringBuilder _thought = new();
        private readonly StringBuilder _text = new();

        public bool HasContent => false;

        public bool IsEmpty => false;

        public bool IsOver { get; private set; }

        public MessageUsage Usage => default;

        public AnthropicError? Failure => null;

        public (string Thought, string Text) Said => (_thought.ToString(), _text.ToString());

        public void Push(in MessageEvent happened)
        {
            IsOver |= happened.Kind == MessageEventKind.Stop;
            if (happened.Kind is MessageEventKind.Text or MessageEventKind.Thinking)
                (happened.Kind == MessageEventKind.Text ? _text : _thought).Append(Encoding.UTF8.GetString(happened.Payload));
        }
    }
}
