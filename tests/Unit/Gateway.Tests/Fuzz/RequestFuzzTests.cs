using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Gateway.Upstreams.Anthropic;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Fuzz;

public sealed class RequestFuzzTests
{
    private const int MostSentPerByte = 16;
    private const int AlwaysAllowed = 16 * 1024;
    private static readonly string[] Models = ["upstream-model", "gpt-5.5", "gpt-4o", "deepseek-chat", "gemini-3-pro-preview", "gemini-2.5-flash"];

    [Theory]
    [InlineData(ApiFormat.OpenAIChat)]
    [InlineData(ApiFormat.OpenAIResponses)]
    [InlineData(ApiFormat.Gemini)]
    public async Task A_broken_request_is_sent_as_JSON_or_refused(ApiFormat format) => await FuzzRun.ShareAsync($"requests to {format}", 11, random =>
    {
        var request = Request(random);
        try
        {
            using var translation = new InMemory(format, request, Models[random.Next(Models.Length)]);
            using var sent = JsonDocument.Parse(translation.Sent.Memory, new JsonDocumentOptions { MaxDepth = 1024 });
            Assert.Equal(JsonValueKind.Object, sent.RootElement.ValueKind);
            Assert.InRange(translation.Sent.Length, 2, AlwaysAllowed + (request.Length * MostSentPerByte));
            if (format == ApiFormat.OpenAIChat)
                CheckCalls(sent.RootElement.GetProperty("messages"));
        }
        catch (AnthropicErrorException e)
        {
            Assert.InRange(e.Error.Status, 400, 501);
        }

        return Task.CompletedTask;
    });

    [Fact]
    public async Task A_broken_request_is_passed_on_as_JSON_or_refused() => await FuzzRun.ShareAsync("requests to Anthropic", 5, random =>
    {
        var request = Request(random);
        try
        {
            var envelope = RequestEnvelope.Read(request);
            using var ours = ThinkingCut.CutOurs(request);
            using var billing = BillingCut.Cut(ours.Span);
            using var all = ThinkingCut.CutAll(billing.Span);
            foreach (var body in (PooledBuffer?[])[ours, billing, all])
            {
                if (body is null)
                    continue;
                Assert.InRange(body.Length, 2, request.Length + AlwaysAllowed);
                Assert.Equal(envelope.Model, RequestEnvelope.Read(body.Span).Model);
            }
        }
        catch (AnthropicErrorException e)
        {
            Assert.Equal(400, e.Error.Status);
        }

        return Task.CompletedTask;
    });

    public static byte[] Request(Random random)
    {
        var text = new JsonMutator(random).Mutate(RequestSeeds.All[random.Next(RequestSeeds.All.Length)], random.Next(1, 12));
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = random.Next(8) == 0 ? 3 : 0; i > 0; i--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    /// <summary>No upstream takes a call without its result, or a result without its call.</summary>
    private static void CheckCalls(JsonElement messages)
    {
        string[] open = [];
        foreach (var message in messages.EnumerateArray())
        {
            if (message.GetProperty("role").GetString() == "tool")
            {
                Assert.Equal(open[0], message.GetProperty("tool_call_id").GetString());
                open = open[1..];
                continue;
            }

            Assert.Empty(open);
            if (message.TryGetProperty("tool_calls", out var calls))
                open = [.. calls.EnumerateArray().Select(call => call.GetProperty("id").GetString()!)];
            Assert.Distinct(open);
        }

        Assert.Empty(open);
    }
}
