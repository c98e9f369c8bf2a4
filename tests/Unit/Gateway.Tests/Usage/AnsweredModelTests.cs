using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Usage;

public sealed class AnsweredModelTests
{
    private const string Start = """{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"the-real-one","content":[],"stop_reason":null,"usage":{"input_tokens":3,"output_tokens":1}}}""";

    [Theory]
    [InlineData(ApiFormat.AnthropicMessages, Start)]
    [InlineData(ApiFormat.OpenAIChat, """{"id":"c","model":"the-real-one","choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}""")]
    [InlineData(ApiFormat.OpenAIResponses, """{"type":"response.created","response":{"id":"r","status":"in_progress","model":"the-real-one","output":[]}}""")]
    [InlineData(ApiFormat.Gemini, """{"modelVersion":"the-real-one","candidates":[{"index":0,"content":{"parts":[{"text":"Hi"}],"role":"model"},"finishReason":"STOP"}]}""")]
    public async Task A_stream_says_who_answered_even_where_it_breaks_off(ApiFormat format, string first)
    {
        await using var gateway = await TestGateway.StartAsync(format, "upstream-model");
        gateway.Grammar.IsOn = false;
        gateway.Upstream.Stream(first);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages") { Content = new StringContent(Bodies.AskStream, Encoding.UTF8, "application/json") };
        using var response = await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await EndOf(response);
        var record = (await Ledger.OfAsync(gateway)).Single();
        Assert.Equal(("claude-sonnet-5", "upstream-model", "the-real-one"), (record.RequestedModel, record.Model, record.AnsweredModel));
    }

    [Theory]
    [InlineData(ApiFormat.AnthropicMessages, """{"id":"m","type":"message","role":"assistant","model":"the-real-one","content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":1}}""")]
    [InlineData(ApiFormat.OpenAIChat, """{"id":"c","model":"the-real-one","choices":[{"index":0,"message":{"content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1}}""")]
    [InlineData(ApiFormat.OpenAIResponses, """{"id":"r","object":"response","status":"completed","model":"the-real-one","output":[{"type":"message","id":"o","role":"assistant","content":[{"type":"output_text","text":"Hi"}]}],"usage":{"input_tokens":3,"output_tokens":1}}""")]
    [InlineData(ApiFormat.Gemini, """{"candidates":[{"index":0,"content":{"parts":[{"text":"Hi"}],"role":"model"},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":1},"modelVersion":"the-real-one"}""")]
    public async Task A_whole_answer_says_who_gave_it(ApiFormat format, string body)
    {
        await using var gateway = await TestGateway.StartAsync(format, "upstream-model");
        gateway.Upstream.Json(body);
        using var response = await gateway.PostAsync(Bodies.Ask);
        var record = (await Ledger.OfAsync(gateway)).Single();
        Assert.Equal(("the-real-one", 3, 1, 200), (record.AnsweredModel, record.InputTokens, record.OutputTokens, record.Status));
    }

    [Theory]
    [InlineData("""{"id":"c","model":{"a":1},"choices":[{"index":0,"message":{"content":"Hi"},"finish_reason":"stop"}]}""", null)]
    [InlineData("""{"id":"c","model":"","choices":[{"index":0,"message":{"content":"Hi"},"finish_reason":"stop"}]}""", null)]
    [InlineData("""{"id":"c","model":"upstream-key-0123456789","choices":[{"index":0,"message":{"content":"Hi"},"finish_reason":"stop"}]}""", "***")]
    public async Task A_name_that_is_none_or_holds_a_key_is_not_written_down(string body, string? written)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json(body);
        using var response = await gateway.PostAsync(Bodies.Ask);
        var record = (await Ledger.OfAsync(gateway)).Single();
        Assert.DoesNotContain(TestGateway.Key, record.AnsweredModel ?? "", System.StringComparison.Ordinal);
        Assert.Equal(written is null, record.AnsweredModel is null);
    }

    private static async Task EndOf(HttpResponseMessage response)
    {
        try
        {
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            // Cut off on purpose.
        }
    }
}
