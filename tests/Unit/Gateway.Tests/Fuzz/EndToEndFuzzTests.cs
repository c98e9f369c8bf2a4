using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Fuzz;

public sealed class EndToEndFuzzTests
{
    [Theory]
    [InlineData(ApiFormat.OpenAIChat)]
    [InlineData(ApiFormat.OpenAIResponses)]
    [InlineData(ApiFormat.Gemini)]
    [InlineData(ApiFormat.AnthropicMessages)]
    public async Task Whatever_comes_from_both_sides_the_gateway_answers_and_never_fails_itself(ApiFormat format)
    {
        await using var gateway = await TestGateway.StartAsync(format, "upstream-model");
        var seeds = StreamSeeds.Of(format == ApiFormat.AnthropicMessages ? ApiFormat.OpenAIChat : format);
        await FuzzRun.ShareAsync($"both sides of {format}", 0.5, async random =>
        {
            var mutator = new StreamMutator(random);
            var seed = seeds[random.Next(seeds.Count)];
            var answer = mutator.Mutate(seed, asDocument: seed.Length == 1);
            var status = random.Next(5) == 0 ? random.Next(200, 600) : 200;
            gateway.Upstream.Answer = async context =>
            {
                context.Response.StatusCode = status;
                if (status is not (204 or 205 or 304))
                    await context.Response.Body.WriteAsync(answer);
            };
            await CheckAsync(gateway, format, RequestFuzzTests.Request(random));
        });
    }

    private static async Task CheckAsync(TestGateway gateway, ApiFormat format, byte[] request)
    {
        using var content = new ByteArrayContent(request);
        using var response = await gateway.Client.PostAsync("/claude-desktop/v1/messages?beta=true", content);
        var text = await response.Content.ReadAsStringAsync();
        var failures = gateway.Log.Lines.Where(line => line.Level == LogLevel.Error).Select(line => line.Message).ToList();
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
        if (!response.IsSuccessStatusCode)
            Assert.Equal("error", format == ApiFormat.AnthropicMessages ? "error" : JsonDocument.Parse(text).RootElement.GetProperty("type").GetString());
        else if (format != ApiFormat.AnthropicMessages && response.Content.Headers.ContentType?.MediaType == "text/event-stream")
            SseGrammar.Check(text);
    }
}
