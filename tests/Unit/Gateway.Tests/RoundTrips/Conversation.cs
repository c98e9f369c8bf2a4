using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Anthropic;
using Anthropic.Models.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>An agent at work through Anthropic's own client: what it was answered goes back with the next request, as the client has it.</summary>
internal sealed class Conversation(TestGateway gateway, StrictUpstream upstream, bool isStreamed)
{
    private const string Tools = """
        [{"name":"Read","description":"Reads a file.","input_schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"path":{"type":"string"}},"required":["path"],"additionalProperties":false}},
         {"name":"Bash","description":"Runs a command.","input_schema":{"type":"object","properties":{"command":{"type":"string","maxLength":100}}}}]
        """;

    private readonly List<string> _messages = [];
    private readonly List<string> _calls = [];

    /// <summary>Five turns: thinking, parallel calls, an image, a failure, a document, and calls that look alike.</summary>
    public async Task HoldAsync()
    {
        User("""{"type":"text","text":"Look at both."}""");
        await TurnAsync(new("I look.", "Looking.", new TurnCall("c1", "Read", """{"path":"a.png"}"""), new TurnCall("c2", "Bash", """{"command":"ls"}""")));
        User(
            Result(1, """ "is_error":true,"content":"no such command" """),
            Result(0, """ "content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}] """));
        await TurnAsync(new("A page.", null, new TurnCall("c3", "Read", """{"path":"b.pdf"}""")));
        User(Result(2, """ "content":[{"type":"text","text":"PDF of 1 page"},{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBERi0="}}] """));
        await TurnAsync(new("Clear.", "It is a cat."));
        User("""{"type":"text","text":"And now?"}""");
        await TurnAsync(new(null, null, new TurnCall("c4", "Bash", "{}"), new TurnCall("c5", "Bash", "{}")));
        User(Result(4, """ "content":"second" """), Result(3, """ "content":"ok" """), """{"type":"text","text":"Hurry."}""");
        await TurnAsync(new(null, "Done."));
    }

    private async Task TurnAsync(Turn turn)
    {
        upstream.Next(turn, isStreamed);
        var client = new AnthropicClient { BaseUrl = gateway.Server.BaseUri.AbsoluteUri, AuthToken = gateway.Token, ApiKey = null, MaxRetries = 0, ResponseValidation = true, HttpClient = gateway.Client };
        var message = isStreamed ? await StreamAsync(client) : await client.Messages.Create(Request(), TestContext.Current.CancellationToken);
        message.Validate();
        Assert.Equal(turn.Stop, message.StopReason?.Raw());
        Assert.Equal(turn.Thought ?? "", string.Concat(message.Content.Select(block => block.TryPickThinking(out var thinking) ? thinking.Thinking : "")));
        Assert.Equal(turn.Text ?? "", string.Concat(message.Content.Select(block => block.TryPickText(out var text) ? text.Text : "")));
        var calls = message.Content.Select(block => block.TryPickToolUse(out var call) ? call : null).OfType<ToolUseBlock>().ToList();
        Assert.Equal(turn.Calls.Select(call => $"{call.Name} {call.Input}"), calls.Select(call => $"{call.Name} {JsonSerializer.Serialize(call.Input)}"));
        _calls.AddRange(calls.Select(call => call.ID));
        _messages.Add($$"""{"role":"assistant","content":{{JsonSerializer.Serialize(message.Content)}}}""");
    }

    private async Task<Message> StreamAsync(AnthropicClient client)
    {
        var events = new List<RawMessageStreamEvent>();
        await foreach (var happened in client.Messages.CreateStreaming(Request(), TestContext.Current.CancellationToken))
        {
            happened.Validate();
            events.Add(happened);
        }

        return await AsAsync(events).Aggregate();
    }

    private MessageCreateParams Request()
    {
        var body = $$"""
            {"model":"claude-sonnet-5","max_tokens":32000,"system":[{"type":"text","text":"You are an agent."}],"tools":{{Tools}},"tool_choice":{"type":"auto"},
             "thinking":{"type":"adaptive","display":"summarized"},"output_config":{"effort":"high"},"metadata":{"user_id":"u"},"messages":[{{string.Join(',', _messages)}}]}
            """;
        var members = JsonDocument.Parse(body).RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        return MessageCreateParams.FromRawUnchecked(new Dictionary<string, JsonElement>(), new Dictionary<string, JsonElement>(), members);
    }

    private string Result(int call, string rest) => $$"""{"type":"tool_result","tool_use_id":{{JsonSerializer.Serialize(_calls[call])}},{{rest}}}""";

    private void User(params string[] blocks) => _messages.Add($$"""{"role":"user","content":[{{string.Join(',', blocks)}}]}""");

    private static async IAsyncEnumerable<RawMessageStreamEvent> AsAsync(List<RawMessageStreamEvent> events)
    {
        await Task.CompletedTask;
        foreach (var happened in events)
            yield return happened;
    }
}
