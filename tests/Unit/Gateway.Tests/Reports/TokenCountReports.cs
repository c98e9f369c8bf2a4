using System;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Reports.Support;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

/// <summary>Counts that were too low or missing, and overflows that no client understood, so that no conversation was shortened in time.</summary>
public sealed partial class TokenCountReports
{
    private const string CountPath = "/v1/messages/count_tokens?beta=true";

    [Theory]
    [InlineData("prompt token count of 74490 exceeds the limit of 72000", "prompt is too long: 74490 tokens > 72000 maximum")]
    [InlineData("Prompt token count of 1,074,490 exceeds the limit of 1,000,000.", "prompt is too long: 1074490 tokens > 1000000 maximum")]
    public async Task REG_031_an_overflow_is_worded_so_that_the_client_shortens_the_conversation(string words, string expected)
    {
        var body = $$$"""{"error":{"message":"{{{words}}}","code":"model_max_prompt_tokens_exceeded"}}""";
        var envelope = $$$"""{"type":"error","error":{"type":"invalid_request_error","message":"{{{words}}}"}}""";
        foreach (var (format, answer) in ((ApiFormat, string)[])[(ApiFormat.OpenAIChat, body), (ApiFormat.AnthropicMessages, body), (ApiFormat.AnthropicMessages, envelope)])
        {
            await using var gateway = await TestGateway.StartAsync(format, "m");
            gateway.Upstream.Json(answer, 400);
            using var response = await gateway.PostAsync(Bodies.AskStream);
            Assert.Equal(400, (int)response.StatusCode);
            Assert.Equal(("invalid_request_error", expected), await ErrorAnswers.ReadAsync(response));
        }

        await using var chat = await TestGateway.ChatAsync();
        chat.Upstream.Stream(body);
        using var early = await chat.PostAsync(Bodies.AskStream);
        Assert.Equal(("invalid_request_error", expected), await ErrorAnswers.ReadAsync(early));
    }

    [Theory]
    [InlineData("Too many tokens, please wait before you try again.")]
    [InlineData("Too many tokens per minute: limit 30000, requested 41000.")]
    public async Task REG_031_a_rate_limit_on_tokens_is_no_overflow(string words)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json($$$"""{"error":{"message":"{{{words}}}"}}""", 429);
        using var response = await gateway.PostAsync(Bodies.AskStream);
        Assert.Equal(("rate_limit_error", "test: " + words), await ErrorAnswers.ReadAsync(response));
    }

    [Theory]
    [InlineData("The quick brown fox jumps over the lazy dog, and nobody knows why it would do such a thing.")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000 6ba7b810-9dad-11d1-80b4-00c04fd430c8")]
    [InlineData("9f2c4e1b7a3d5f608c9e2b4d6a8f0c1e3b5d7f9a 3a1c5e7092b4d6f8a0c2e4f6082a4c6e8f0a2c4e")]
    [InlineData("[1,2,3,4,5,6,7,8,9,10,-1,-2,-3,0.5,1e3]")]
    [InlineData("{\"a\":{\"b\":[{\"c\":1},{\"c\":2}],\"d\":null},\"e\":\"f\"}")]
    [InlineData("iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4")]
    [InlineData("for (i = 0; i < n; i++) { x[i] = a*i + b; }\n\treturn x;\n")]
    [InlineData("3.14159265358979323846264338327950288419716939937510")]
    public async Task REG_031_a_text_is_never_counted_below_the_pieces_that_a_tokenizer_cuts_it_into(string text)
    {
        var count = await CountAsync(text);
        Assert.True(count - await CountAsync("") >= Pieces().Count(text), $"{count} tokens for {text}");
    }

    [Theory]
    [InlineData("世界您好今天天气很好我们一起去公园散步吧", 20)]
    [InlineData("🌍🎉🚀🧪🔥", 10)]
    public async Task REG_031_other_scripts_count_by_the_character(string text, int least) =>
        Assert.True(await CountAsync(text) - await CountAsync("") >= least);

    [Theory]
    [InlineData("\"system\":\"WORDS\"")]
    [InlineData("\"system\":[{\"type\":\"text\",\"text\":\"WORDS\"}]")]
    [InlineData("\"tools\":[{\"name\":\"look\",\"description\":\"WORDS\",\"input_schema\":{\"type\":\"object\"}}]")]
    [InlineData("\"tools\":[{\"name\":\"look\",\"input_schema\":{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\",\"description\":\"WORDS\"}}}}]")]
    [InlineData("\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"look\",\"input\":{\"q\":\"WORDS\"}}]}]")]
    [InlineData("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":\"WORDS\"}]}]")]
    [InlineData("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":[{\"type\":\"text\",\"text\":\"WORDS\"}]}]}]")]
    [InlineData("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"WORDS\"}}]}]")]
    [InlineData("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AAAA\"}}]}]")]
    [InlineData("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"AAAA\"}}]}]")]
    public async Task REG_031_no_part_of_a_request_is_left_out_of_the_count(string part)
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 1000));
        await using var gateway = await TestGateway.ChatAsync();
        Assert.True(await CountAsync(gateway, $$"""{"model":"claude-sonnet-5",{{part.Replace("WORDS", words, StringComparison.Ordinal)}}}""") >= 1000);
    }

    [Theory]
    [InlineData(ApiFormat.OpenAIChat, 200, "{}")]
    [InlineData(ApiFormat.AnthropicMessages, 404, "{\"error\":{\"message\":\"no such path\"}}")]
    [InlineData(ApiFormat.AnthropicMessages, 405, "")]
    [InlineData(ApiFormat.AnthropicMessages, 501, "<html></html>")]
    [InlineData(ApiFormat.AnthropicMessages, 200, "<html></html>")]
    public async Task REG_040_tokens_are_counted_also_where_the_upstream_cannot(ApiFormat format, int status, string body)
    {
        await using var gateway = await TestGateway.StartAsync(format, "m");
        gateway.Upstream.Json(body, status);
        Assert.InRange(await CountAsync(gateway, """{"model":"claude-sonnet-5","messages":[{"role":"user","content":"How many are these?"}],"tools":[]}"""), 5, 100);
    }

    private static async Task<long> CountAsync(string text)
    {
        await using var gateway = await TestGateway.ChatAsync();
        return await CountAsync(gateway, $$"""{"model":"claude-sonnet-5","messages":[{"role":"user","content":{{JsonSerializer.Serialize(text, JsonSerializerOptions.Web)}}}]}""");
    }

    private static async Task<long> CountAsync(TestGateway gateway, string body)
    {
        using var response = await gateway.PostAsync(body, CountPath);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        var only = Assert.Single(JsonDocument.Parse(text).RootElement.EnumerateObject());
        Assert.Equal("input_tokens", only.Name);
        return only.Value.GetInt64();
    }

    // Before it merges bytes, OpenAI's newest tokenizer cuts a text much like this; a token never reaches across a cut.
    [GeneratedRegex(@"[^\r\n\p{L}\p{N}]?\p{Lu}*\p{Ll}+|[^\r\n\p{L}\p{N}]?\p{Lu}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();
}
