using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

/// <summary>Gemini's side of the wire, as tests need it.</summary>
internal static class Gem
{
    public const string Third = "gemini-3.6-flash";
    public const string Second = "gemini-2.5-flash";
    public const string Usage = """{"promptTokenCount":30,"cachedContentTokenCount":10,"candidatesTokenCount":5,"thoughtsTokenCount":2,"toolUsePromptTokenCount":4,"totalTokenCount":41}""";

    public static Task<TestGateway> StartAsync(string model = Third) => TestGateway.StartAsync(ApiFormat.Gemini, model);

    public static string Chunk(string parts, string? finish = null, string rest = "") =>
        $$"""{"candidates":[{"content":{"role":"model","parts":[{{parts}}]}{{(finish is null ? "" : $",\"finishReason\":\"{finish}\"")}},"index":0{{rest}}}],"usageMetadata":{{Usage}},"modelVersion":"gemini","responseId":"r1"}""";

    public static string Text(string text, string? finish = null) => Chunk($$"""{"text":{{JsonSerializer.Serialize(text)}}}""", finish);

    public static string Call(string name, string args = "{}", string rest = "") => $$"""{"functionCall":{"name":"{{name}}","args":{{args}}}{{rest}}}""";

    public static string Ask(string messages, string rest = "") =>
        $$"""{"model":"claude-sonnet-5","max_tokens":100{{(rest.Length == 0 ? "" : "," + rest)}},"messages":{{messages}}}""";

    public static string Tool(string name, string schema = """{"type":"object","properties":{"a":{"type":"string"}}}""") =>
        $$"""{"name":"{{name}}","description":"d","input_schema":{{schema}}}""";

    /// <summary>What the upstream gets of a request.</summary>
    public static async Task<JsonElement> SentAsync(string messages, string rest = "", string model = Third)
    {
        await using var gateway = await StartAsync(model);
        gateway.Upstream.Json(Text("ok", "STOP"));
        using var response = await gateway.PostAsync(Ask(messages, rest));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return gateway.Upstream.Only.Json;
    }

    /// <summary>The refusal of a request.</summary>
    public static async Task<string> RefusedAsync(string messages, string rest = "", string model = Third)
    {
        await using var gateway = await StartAsync(model);
        using var response = await gateway.PostAsync(Ask(messages, rest));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(gateway.Upstream.Requests);
        return Json(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("error").GetProperty("message").GetString()!;
    }

    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    /// <summary>Contents in short: <c>user: text, functionResponse | model: …</c>.</summary>
    public static string Shape(JsonElement request) => string.Join(" | ", request.GetProperty("contents").EnumerateArray().Select(content =>
        $"{content.GetProperty("role").GetString()}: {string.Join(", ", content.GetProperty("parts").EnumerateArray().Select(part => part.EnumerateObject().First().Name))}"));

    public static JsonElement Part(JsonElement request, int content, int part) => request.GetProperty("contents")[content].GetProperty("parts")[part];
}
