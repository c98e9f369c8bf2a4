using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Anthropic;
using Anthropic.Models.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

/// <summary>An agent's conversation with Anthropic's own client, before an upstream that refuses what Gemini refuses.</summary>
public sealed class GeminiConversationTests
{
    private static readonly string[] Answers =
    [
        Gem.Chunk("""{"text":"I look at both.","thought":true}""") + "\n" + Gem.Chunk("""{"functionCall":{"id":"a1","name":"look","args":{"n":1}},"thoughtSignature":"UzE="},{"functionCall":{"id":"a2","name":"look","args":{"n":2}}}""", "STOP"),
        Gem.Chunk("""{"text":"Now "}""") + "\n" + Gem.Chunk("""{"text":"a picture."},{"functionCall":{"name":"shot","args":{}},"thoughtSignature":"UzI="}""", "STOP"),
        Gem.Chunk("""{"functionCall":{"name":"run","args":{"command":"make"}},"thoughtSignature":"UzM="},{"functionCall":{"name":"run","args":{"command":"make"}}}""", "STOP"),
        Gem.Chunk("""{"functionCall":{"id":"d1","name":"read","args":{"path":"a.pdf"}},"thoughtSignature":"UzQ="}""", "STOP"),
        Gem.Text("All done.") + "\n" + Gem.Chunk("""{"text":"","thoughtSignature":"UzU="}""", "STOP"),
    ];

    private static readonly string[] Signatures = ["UzE=", "UzI=", "UzM=", "UzQ=", "UzU="];

    [Fact]
    public async Task Five_turns_with_thinking_parallel_calls_an_image_a_failure_and_a_PDF()
    {
        await using var gateway = await Gem.StartAsync();
        var turn = 0;
        gateway.Upstream.Answer = async context =>
        {
            var problem = new GeminiRules(Signatures).Check(gateway.Upstream.Requests.Last().Json);
            context.Response.StatusCode = problem is null ? 200 : 400;
            context.Response.ContentType = "text/event-stream";
            var body = problem is null
                ? string.Concat(Answers[turn++].Split('\n').Select(chunk => $"data: {chunk}\r\n\r\n"))
                : $$"""{"error":{"code":400,"message":{{JsonSerializer.Serialize(problem)}} } }""";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        };
        var history = new List<MessageParam> { new UserMessageParam("Look around.") };
        Message message;
        do
        {
            message = await AskAsync(gateway, history);
            history.Add(new AssistantMessageParam(message.Content.Select(Replay).ToList()));
            history.Add(new UserMessageParam(Results(message).Reverse().ToList()));
        }
        while (message.StopReason?.Raw() == "tool_use");

        Assert.Equal(5, turn);
        Assert.Equal("end_turn", message.StopReason?.Raw());
        Assert.Equal("All done.", string.Concat(message.Content.Select(block => block.TryPickText(out var text) ? text.Text : "")));
        Assert.Equal(
            "user: text | model: functionCall, functionCall | user: functionResponse, functionResponse | model: text, functionCall | user: functionResponse | model: functionCall, functionCall | user: functionResponse, functionResponse | model: functionCall | user: functionResponse",
            Gem.Shape(gateway.Upstream.Requests.Last().Json));
        var last = gateway.Upstream.Requests.Last().Json;
        Assert.Equal("image/png", Gem.Part(last, 4, 0).GetProperty("functionResponse").GetProperty("parts")[0].GetProperty("inlineData").GetProperty("mimeType").GetString());
        Assert.Equal("No rule to make it.", Gem.Part(last, 6, 0).GetProperty("functionResponse").GetProperty("response").GetProperty("error").GetString());
        Assert.Equal("application/pdf", Gem.Part(last, 8, 0).GetProperty("functionResponse").GetProperty("parts")[0].GetProperty("inlineData").GetProperty("mimeType").GetString());
    }

    [Fact]
    public void The_rules_refuse_what_they_should()
    {
        const string Call = """{"role":"user","parts":[{"text":"Hi"}]},{"role":"model","parts":[{"functionCall":{"name":"a","args":{}},"thoughtSignature":"UzE="}]}""";
        const string Answer = """{"role":"user","parts":[{"functionResponse":{"name":"a","response":{}}}]}""";
        Assert.Null(Problem($"[{Call},{Answer}]"));
        Assert.NotNull(Problem($$"""[{{Call}},{"role":"user","parts":[{"text":"?"}]}]"""));
        Assert.NotNull(Problem($"[{Call.Replace("UzE=", "forged", StringComparison.Ordinal)},{Answer}]"));
        Assert.NotNull(Problem("""[{"role":"user","parts":[{"text":"Hi","cache_control":{}}]}]"""));
    }

    private static string? Problem(string contents) => new GeminiRules(Signatures).Check(Gem.Json($$"""{"contents":{{contents}}}"""));

    private static async Task<Message> AskAsync(TestGateway gateway, List<MessageParam> history)
    {
        var client = new AnthropicClient { BaseUrl = gateway.Server.BaseUri.AbsoluteUri, AuthToken = gateway.Token, ApiKey = null, MaxRetries = 0, ResponseValidation = true, HttpClient = gateway.Client };
        var ask = new MessageCreateParams { Model = "claude-sonnet-5", MaxTokens = 1000, Messages = [.. history], Thinking = new ThinkingConfigEnabled(2000) };
        var events = new List<RawMessageStreamEvent>();
        await foreach (var happened in client.Messages.CreateStreaming(ask, TestContext.Current.CancellationToken))
        {
            happened.Validate();
            events.Add(happened);
        }

        return await AsAsync(events).Aggregate();
    }

    private static ContentBlockParam Replay(ContentBlock block)
    {
        if (block.TryPickThinking(out var thinking))
            return new ThinkingBlockParam { Thinking = thinking.Thinking, Signature = thinking.Signature };
        if (block.TryPickToolUse(out var call))
            return new ToolUseBlockParam { ID = call.ID, Name = call.Name, Input = call.Input };
        return block.TryPickText(out var text) ? new TextBlockParam(text.Text) : throw new InvalidOperationException("A block of another kind.");
    }

    private static IEnumerable<ContentBlockParam> Results(Message message) => message.Content
        .Select(block => block.TryPickToolUse(out var call) ? call : null).OfType<ToolUseBlock>()
        .Select(call => (ContentBlockParam)(call.Name switch
        {
            "shot" => new ToolResultBlockParam { ToolUseID = call.ID, Content = new List<Block> { new ImageBlockParam { Source = new Base64ImageSource { Data = "AAAA", MediaType = MediaType.ImagePng } } } },
            "run" => new ToolResultBlockParam { ToolUseID = call.ID, IsError = true, Content = "No rule to make it." },
            "read" => new ToolResultBlockParam { ToolUseID = call.ID, Content = new List<Block> { new TextBlockParam("It says:"), new DocumentBlockParam { Source = new Base64PdfSource { Data = "BBBB" } } } },
            _ => new ToolResultBlockParam { ToolUseID = call.ID, Content = "A wall." },
        }));

    private static async IAsyncEnumerable<RawMessageStreamEvent> AsAsync(List<RawMessageStreamEvent> events)
    {
        await Task.CompletedTask;
        foreach (var happened in events)
            yield return happened;
    }
}
