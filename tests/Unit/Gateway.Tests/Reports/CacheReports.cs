using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams.Anthropic;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

public sealed class CacheReports
{
    private const string Billing = """{"type":"text","text":"x-anthropic-billing-header: cc_version=2.1.329.abc; cc_entrypoint=cli; cch=NONCE;"}""";

    [Theory]
    [InlineData("[BILLING,{\"type\":\"text\",\"text\":\"Be kind.\"}]")]
    [InlineData("[{\"type\":\"text\",\"text\":\"Be kind.\"},BILLING]")]
    [InlineData("\"x-anthropic-billing-header: cch=NONCE;\\nBe kind.\"")]
    public async Task REG_049_The_billing_header_stays_behind_and_the_prompts_beginning_stays_the_same(string system)
    {
        async Task<string> AskAsync(string nonce) => (await Sent.ToChatAsync(
            $"\"system\":{system.Replace("BILLING", Billing, StringComparison.Ordinal).Replace("NONCE", nonce, StringComparison.Ordinal)},\"messages\":[{{\"role\":\"user\",\"content\":\"Hi\"}}]")).Text;
        var first = await AskAsync("one");
        Assert.Equal(first, await AskAsync("two"));
        Assert.Contains("""{"role":"system","content":"Be kind."}""", first, StringComparison.Ordinal);
        Assert.DoesNotContain("billing", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task REG_050_Nobody_but_Anthropic_is_told_of_billing()
    {
        foreach (var send in (Func<string, Task<Received>>[])[fields => Sent.ToChatAsync(fields, "gpt-5.5"), fields => Sent.ToAnthropicAsync(fields), fields => Sent.ToGeminiAsync(fields, "gemini-3-pro")])
        {
            var sent = await send($$"""  "system":[{{Billing}}],"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Yes"},{"role":"user","content":"Go"}]""");
            Assert.DoesNotContain("billing", sent.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("x-anthropic-billing-header", sent.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task REG_051_An_upstream_that_only_speaks_as_Anthropic_does_gets_the_same_beginning_each_time()
    {
        const string Rest = """  "system": [ BILLING{"type":"text","text":"Be kind.","cache_control":{"type":"ephemeral"}} ],"messages":[{"role":"user","content":"Hi é"}],"n":1.0""";
        var sent = await Sent.ToAnthropicAsync(Rest.Replace("BILLING", Billing + " , ", StringComparison.Ordinal));
        var plain = await Sent.ToAnthropicAsync(Rest.Replace("BILLING", "", StringComparison.Ordinal));
        Assert.Equal(plain.Text, sent.Text);
    }

    [Theory]
    [InlineData("\"x-anthropic-billing-header: cch=1;\\nBe \\\"kind\\\".\"", "\"Be \\\"kind\\\".\"")]
    [InlineData("\"x-anthropic-billing-header: cch=1;\"", "\"\"")]
    [InlineData("[BILLING]", "[]")]
    [InlineData("[{\"text\":\"x-anthropic-billing-header: cch=1;\\n\\nBe kind.\",\"type\":\"text\"},BILLING,BILLING]", "[{\"text\":\"Be kind.\",\"type\":\"text\"}]")]
    public async Task REG_052_Only_the_header_is_cut_wherever_it_stands(string system, string expected)
    {
        const string Messages = """  ,"messages":[{"role":"user","content":"x-anthropic-billing-header: the user's own words"}]""";
        var sent = await Sent.ToAnthropicAsync("\"system\":" + system.Replace("BILLING", Billing, StringComparison.Ordinal) + Messages);
        Assert.EndsWith($"\"system\":{expected}{Messages}}}", sent.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.anthropic.com", false)]
    [InlineData("https://anthropic.com/v1", false)]
    [InlineData("https://anthropic.com.example/v1", true)]
    [InlineData("https://openrouter.ai/api", true)]
    [InlineData("http://127.0.0.1:8000", true)]
    public void REG_053_The_nonce_reaches_Anthropic_alone(string upstream, bool isCut) =>
        Assert.Equal(isCut, BillingCut.IsWanted(new Uri(upstream), Encoding.UTF8.GetBytes($$"""{"system":[{{Billing}}]}""")));

    [Fact]
    public async Task REG_054_No_cache_mark_reaches_an_upstream_that_does_not_know_it()
    {
        var sent = await Sent.ToChatAsync("""
            "cache_control":{"type":"ephemeral"},
            "system":[{"type":"text","text":"S","cache_control":{"type":"ephemeral"}}],
            "tools":[{"name":"look","input_schema":{"type":"object","properties":{}},"cache_control":{"type":"ephemeral"}}],
            "messages":[{"role":"user","content":[{"type":"text","text":"U","cache_control":{"type":"ephemeral"}},{"type":"image","cache_control":{"type":"ephemeral"},"source":{"type":"url","url":"https://e.example/i.png"}}]},
              {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"look","input":{},"cache_control":{"type":"ephemeral"}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","cache_control":{"type":"ephemeral"},"content":[{"type":"text","text":"R","cache_control":{"type":"ephemeral"}}]}]}]
            """);
        Assert.DoesNotContain("cache_control", sent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ephemeral", sent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task REG_055_Arguments_of_earlier_calls_keep_every_byte()
    {
        const string Input = """{ "z":1.0,"a" : [1e3, 2],"é":"\u00e9\/","m":{"y":null,"b":false} }""";
        const string Fields = $$"""  "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"look","input":{{Input}}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"R"}]}]""";
        var sent = await Sent.ToChatAsync(Fields);
        Assert.Equal(Input, sent.Messages()[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString());
        Assert.Contains(Input, (await Sent.ToAnthropicAsync(Fields)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task REG_057_Who_asks_is_the_same_in_every_session_and_the_cache_key_in_one()
    {
        await using var gateway = await TestGateway.ChatAsync("gpt-5.5");
        gateway.Upstream.Json("""{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}""");
        foreach (var session in (string[])["s1", "s1", "s2"])
        {
            var user = JsonSerializer.Serialize($$"""{"device_id":"device-{{new string('7', 90)}}","account_uuid":"","session_id":"{{session}}"}""");
            using var response = await gateway.PostAsync(Bodies.Ask2($$$"""  "metadata":{"user_id":{{{user}}}},"messages":[{"role":"user","content":"Hi"}]"""));
        }

        var sent = gateway.Upstream.Requests.Select(request => request.Json).ToArray();
        Assert.Single(sent.Select(json => json.GetProperty("safety_identifier").GetString()).Distinct());
        Assert.Matches("^[0-9a-f]{64}$", sent[0].GetProperty("safety_identifier").GetString());
        Assert.Equal(["s1", "s1", "s2"], sent.Select(json => json.GetProperty("prompt_cache_key").GetString()));
    }
}
