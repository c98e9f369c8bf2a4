using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Anthropic;
using Anthropic.Models.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

/// <summary>An agent at work through Anthropic's own client, before an upstream that checks every request.</summary>
public sealed class ResponsesConversationTests
{
    private const string Tools = """
        [{"name":"Read","description":"Reads a file.","input_schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"path":{"type":"string"}},"required":["path"],"additionalProperties":false}},
         {"name":"Bash","description":"Runs a command.","input_schema":{"type":"object","properties":{"command":{"type":"string","maxLength":100}}}}]
        """;

    private readonly List<string> _messages = [];
    private readonly List<string> _issued = [];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Five_turns_with_thinking_parallel_tools_an_image_a_failure_and_a_document(bool isStreamed)
    {
        await using var gateway = await Ask.GatewayAsync();
        User("""{"type":"text","text":"Look at both."}""");
        await TurnAsync(gateway, isStreamed, "tool_use", Thought("t1", "First ", "I look."), Wire.Message("Looking."), Wire.Call("c1", "Read", """{"path":"a.png"}"""), Wire.Call("c2", "Bash", """{"command":"ls"}"""));
        User(
            """{"type":"tool_result","tool_use_id":"c2","is_error":true,"content":"no such command"}""",
            """{"type":"tool_result","tool_use_id":"c1","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}]}""");
        await TurnAsync(gateway, isStreamed, "tool_use", Thought("t2"), Wire.Call("c3", "Read", """{"path":"b.pdf"}"""));
        User("""{"type":"tool_result","tool_use_id":"c3","content":[{"type":"text","text":"PDF of 1 page"},{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBERi0="}}]}""");
        await TurnAsync(gateway, isStreamed, "end_turn", Thought("t3", "Clear."), Wire.Message("It is a cat."));
        User("""{"type":"text","text":"And now?"}""");
        await TurnAsync(gateway, isStreamed, "tool_use", Wire.Call("c4", "Bash", "{}"));
        User("""{"type":"tool_result","tool_use_id":"c4","content":"ok"}""", """{"type":"text","text":"Hurry."}""");
        await TurnAsync(gateway, isStreamed, "end_turn", Wire.Message("Done."));

        var input = gateway.Upstream.Requests.Last().Json.GetProperty("input");
        Assert.Equal(["t1", "t2", "t3"], input.EnumerateArray().Where(item => item.GetProperty("type").GetString() == "reasoning").Select(item => item.GetProperty("encrypted_content").GetString()));
        var outputs = input.EnumerateArray().Where(item => item.GetProperty("type").GetString() == "function_call_output").ToList();
        Assert.Equal("input_image", outputs[0].GetProperty("output")[0].GetProperty("type").GetString());
        Assert.Equal("Error: no such command", outputs[1].GetProperty("output").GetString());
        Assert.Equal("input_file", outputs[2].GetProperty("output")[1].GetProperty("type").GetString());
    }

    private async Task TurnAsync(TestGateway gateway, bool isStreamed, string reason, params string[] items)
    {
        if (isStreamed)
            gateway.Upstream.Stream([Wire.Created, .. items.SelectMany(Streamed), Wire.Completed(string.Join(',', items))]);
        else
            gateway.Upstream.Json($$"""{"id":"r","object":"response","status":"completed","output":[{{string.Join(',', items)}}],"usage":{{Wire.Usage}}}""");
        var client = Client(gateway);
        var message = isStreamed ? await StreamAsync(client) : await client.Messages.Create(Request(), TestContext.Current.CancellationToken);
        message.Validate();
        Assert.Equal(reason, message.StopReason?.Raw());
        Assert.Equal(items.Length, message.Content.Count);
        Assert.Equal((15L, 7L), (message.Usage.InputTokens, message.Usage.OutputTokens));
        StrictResponses.Check(gateway.Upstream.Requests.Last().Json, _issued);
        _messages.Add($$"""{"role":"assistant","content":{{JsonSerializer.Serialize(message.Content)}}}""");
        _issued.AddRange(items.Select(item => JsonDocument.Parse(item).RootElement).Where(item => item.TryGetProperty("encrypted_content", out _)).Select(item => item.GetProperty("encrypted_content").GetString()!));
    }

    private static AnthropicClient Client(TestGateway gateway) =>
        new AnthropicClient { BaseUrl = gateway.Server.BaseUri.AbsoluteUri, AuthToken = gateway.Token, ApiKey = null, MaxRetries = 0, ResponseValidation = true, HttpClient = gateway.Client };

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
            {"model":"claude-sonnet-5","max_tokens":32000,"system":[{"type":"text","text":"You are an agent."}],"tools":{{Tools}},
             "thinking":{"type":"adaptive","display":"summarized"},"output_config":{"effort":"high"},"metadata":{"user_id":"u"},"messages":[{{string.Join(',', _messages)}}]}
            """;
        var members = JsonDocument.Parse(body).RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        return MessageCreateParams.FromRawUnchecked(new Dictionary<string, JsonElement>(), new Dictionary<string, JsonElement>(), members);
    }

    private void User(params string[] blocks) => _messages.Add($$"""{"role":"user","content":[{{string.Join(',', blocks)}}]}""");

    private static string Thought(string encrypted, params string[] summary) => Wire.Reasoning(encrypted, summary);

    private static IEnumerable<string> Streamed(string item, int index)
    {
        yield return Wire.Added(index, item.Replace("\"text\":\"Looking.\"", "\"text\":\"\"", StringComparison.Ordinal));
        yield return Wire.Done(index, item);
    }

    private static async IAsyncEnumerable<RawMessageStreamEvent> AsAsync(List<RawMessageStreamEvent> events)
    {
        await Task.CompletedTask;
        foreach (var happened in events)
            yield return happened;
    }
}
