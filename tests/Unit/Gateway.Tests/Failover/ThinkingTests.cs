using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Failover;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Failover;

/// <summary>What only one account can read stays with it.</summary>
public sealed class ThinkingTests
{
    private static readonly FailoverLimits Once = Providers.Quick with { TriesEach = 1 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reasoning_goes_back_to_the_account_that_signed_it_and_to_no_other(bool isStreamed)
    {
        await using var providers = await Providers.StartAsync(failover: Once);
        providers.First.Answer = Thinking("signed/by+first==", "secret-of-first");
        providers.Second.Answer = Thinking("signed-by-second", "secret-of-second");
        await providers.AskAsync(Ask(isStreamed, ""), "s");
        var history = Turn("signed/by+first==", "secret-of-first");
        await providers.AskAsync(Ask(isStreamed, history), "s");
        Assert.Contains("signed/by+first==", providers.First.Requests.Last().Text, StringComparison.Ordinal);

        var well = providers.First.Answer;
        providers.First.Answer = Providers.Error(529);
        await providers.AskAsync(Ask(isStreamed, history), "s");
        var taken = providers.Second.Only.Text;
        Assert.Contains("Said by first", taken, StringComparison.Ordinal);
        Assert.DoesNotContain("signed/by+first==", taken, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-first", taken, StringComparison.Ordinal);

        history += Turn("signed-by-second", "secret-of-second", "second") + Turn("signed-by-nobody-known", "unknown");
        await providers.AskAsync(Ask(isStreamed, history), "s");
        var next = providers.Second.Requests.Last().Text;
        Assert.Contains("signed-by-second", next, StringComparison.Ordinal);
        Assert.Contains("secret-of-second", next, StringComparison.Ordinal);
        Assert.Contains("signed-by-nobody-known", next, StringComparison.Ordinal);
        Assert.DoesNotContain("signed/by+first==", next, StringComparison.Ordinal);

        providers.First.Answer = well;
        await providers.AskAsync(Ask(isStreamed, history), "another");
        var home = providers.First.Requests.Last().Text;
        Assert.Contains("signed/by+first==", home, StringComparison.Ordinal);
        Assert.DoesNotContain("signed-by-second", home, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-second", home, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_whose_calls_are_being_answered_is_finished_without_the_reasoning_that_was_cut_from_it()
    {
        await using var providers = await Providers.StartAsync(failover: Once);
        providers.First.Answer = Thinking("signed-by-first", "x");
        await providers.AskAsync(Ask(false, ""), "s");
        providers.First.Answer = Providers.Error(529);
        const string Loop = """{"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"signed-by-first"},{"type":"tool_use","id":"t1","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"r"}]}""";
        await providers.AskAsync($$"""{"model":"claude-sonnet-5","max_tokens":9000,"thinking":{"type":"enabled","budget_tokens":2000},"messages":[{"role":"user","content":"Hi"},{{Loop}}]}""", "s");
        var taken = providers.Second.Only.Text;
        Assert.DoesNotContain("budget_tokens", taken, StringComparison.Ordinal);
        Assert.Contains("tool_use", taken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_account_has_encrypted_is_not_sent_to_another_of_the_same_kind()
    {
        await using var providers = await Providers.StartAsync(ApiFormat.OpenAIResponses, ApiFormat.OpenAIResponses, failover: Once);
        const string Answer = """{"id":"r","object":"response","status":"completed","model":"m","output":[{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"thought"}],"encrypted_content":"only-first-reads-this"},{"type":"message","id":"m1","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Hello","annotations":[]}]}],"usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2}}""";
        providers.First.Json(Answer);
        providers.Second.Json(Answer);
        var said = System.Text.Json.JsonDocument.Parse((await providers.AskAsync(session: "s")).Text).RootElement.GetProperty("content").GetRawText();
        var next = $$"""{"model":"claude-sonnet-5","max_tokens":100,"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":{{said}}},{"role":"user","content":"More"}]}""";
        await providers.AskAsync(next, "s");
        Assert.Contains("only-first-reads-this", providers.First.Requests.Last().Text, StringComparison.Ordinal);
        providers.First.Answer = Providers.Error(529);
        Assert.Equal("second", (await providers.AskAsync(next, "s")).Provider);
        Assert.DoesNotContain("only-first-reads-this", providers.Second.Only.Text, StringComparison.Ordinal);
    }

    private static string Ask(bool isStreamed, string history) =>
        $$"""{"model":"claude-sonnet-5","max_tokens":100,"stream":{{(isStreamed ? "true" : "false")}},"messages":[{"role":"user","content":"Hi"}{{history}}]}""";

    private static string Turn(string signature, string data, string by = "first") =>
        $$""",{"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"{{signature}}"},{"type":"redacted_thinking","data":"{{data}}"},{"type":"text","text":"Said by {{by}}"}]},{"role":"user","content":"More"}""";

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Thinking(string signature, string data) => async context =>
    {
        var isStream = Encoding.UTF8.GetString((byte[])context.Items["body"]!).Contains("\"stream\":true", StringComparison.Ordinal);
        context.Response.ContentType = isStream ? "text/event-stream" : "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(isStream
            ? "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\n\n"
                + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}\n\n"
                + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"" + signature.Replace("/", "\\/", StringComparison.Ordinal) + "\"}}\n\n"
                + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
                + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"redacted_thinking\",\"data\":\"" + data + "\"}}\n\n"
                + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":1}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"
            : "{\"type\":\"message\",\"model\":\"m\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"" + signature + "\"},{\"type\":\"redacted_thinking\",\"data\":\"" + data + "\"},{\"type\":\"text\",\"text\":\"a\"}]}"));
    };
}
