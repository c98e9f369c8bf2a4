using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

/// <summary>What an upstream gets when a client asks.</summary>
internal static class Sent
{
    private const string ChatAnswer = """{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}""";
    private const string AnthropicAnswer = """{"id":"m","type":"message","model":"upstream-model","content":[],"usage":{"input_tokens":1,"output_tokens":1}}""";
    private const string GeminiAnswer = """{"candidates":[{"content":{"role":"model","parts":[{"text":"x"}]},"finishReason":"STOP"}]}""";

    public static Task<Received> ToChatAsync(string fields, string model = "upstream-model") => ToAsync(ApiFormat.OpenAIChat, ChatAnswer, fields, model);

    public static Task<Received> ToAnthropicAsync(string fields, string model = "upstream-model") => ToAsync(ApiFormat.AnthropicMessages, AnthropicAnswer, fields, model);

    public static Task<Received> ToGeminiAsync(string fields, string model) => ToAsync(ApiFormat.Gemini, GeminiAnswer, fields, model);

    public static JsonElement Messages(this Received sent) => sent.Json.GetProperty("messages");

    public static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, actual), actual.GetRawText());

    private static async Task<Received> ToAsync(ApiFormat format, string answer, string fields, string model)
    {
        await using var gateway = await TestGateway.StartAsync(format, model);
        gateway.Upstream.Json(answer);
        using var response = await gateway.PostAsync(Bodies.Ask2(fields));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return gateway.Upstream.Only;
    }
}
