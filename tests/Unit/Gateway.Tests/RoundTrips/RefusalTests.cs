using System;
using System.Text.Json;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>The upstreams of the round trips refuse what they should, so that a round trip can fail.</summary>
public sealed class RefusalTests
{
    private const string Chat = """
        {"model":"m","messages":[{"role":"user","content":"Hi"},
         {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"x","arguments":"{}"}},{"id":"b","type":"function","function":{"name":"x","arguments":"{}"}}]},
         {"role":"tool","tool_call_id":"a","content":"1"},{"role":"tool","tool_call_id":"b","content":"2"}]}
        """;

    private const string Responses = """
        {"model":"m","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]},
         {"type":"function_call","call_id":"a","name":"x","arguments":"{}"},{"type":"function_call","call_id":"b","name":"x","arguments":"{}"},
         {"type":"function_call_output","call_id":"a","output":"1"},{"type":"function_call_output","call_id":"b","output":"2"}]}
        """;

    private const string Gemini = """
        {"contents":[{"role":"user","parts":[{"text":"Hi"}]},
         {"role":"model","parts":[{"functionCall":{"id":"a","name":"x","args":{}},"thoughtSignature":"UzE="},{"functionCall":{"id":"b","name":"x","args":{}}}]},
         {"role":"user","parts":[{"functionResponse":{"id":"a","name":"x","response":{}}},{"functionResponse":{"id":"b","name":"x","response":{}}}]}]}
        """;

    private const string Anthropic = """
        {"messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]},
         {"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"UzE="},{"type":"tool_use","id":"a","name":"x","input":{}},{"type":"tool_use","id":"b","name":"x","input":{}}]},
         {"role":"user","content":[{"type":"tool_result","tool_use_id":"a"},{"type":"tool_result","tool_use_id":"b"}]}]}
        """;

    [Theory]
    [InlineData(Chat, "", "", null)]
    [InlineData(Chat, """,{"role":"tool","tool_call_id":"b","content":"2"}""", "", "'b' is not answered")]
    [InlineData(Chat, "\"id\":\"b\"", "\"id\":\"a\"", "'a' stands twice")]
    [InlineData(Chat, "\"tool_call_id\":\"b\"", "\"tool_call_id\":\"c\"", "'c' belongs to no open call")]
    [InlineData(Responses, "", "", null)]
    [InlineData(Responses, """,{"type":"function_call_output","call_id":"b","output":"2"}""", "", "Assert.Empty")]
    [InlineData(Responses, "\"call_id\":\"b\",\"name\"", "\"call_id\":\"a\",\"name\"", "a comes twice")]
    [InlineData(Responses, "\"call_id\":\"b\",\"output\"", "\"call_id\":\"c\",\"output\"", "An answer to no call")]
    [InlineData(Gemini, "", "", null)]
    [InlineData(Gemini, """,{"functionResponse":{"id":"b","name":"x","response":{}}}""", "", "call 1 is not answered")]
    [InlineData(Gemini, "\"id\":\"b\"", "\"id\":\"a\"", "a call id stands twice")]
    [InlineData(Gemini, "\"UzE=\"", "\"forged\"", "thought_signature")]
    [InlineData(Gemini, ",\"thoughtSignature\":\"UzE=\"", "", "thought_signature")]
    [InlineData(Gemini, """{"role":"user","parts":[{"text":"Hi"}]}""", """{"role":"user","parts":[{"functionResponse":{"name":"x","response":{}}}]}""", "has no call")]
    [InlineData(Anthropic, "", "", null)]
    [InlineData(Anthropic, """,{"type":"tool_result","tool_use_id":"b"}""", "", "'b' is not answered")]
    [InlineData(Anthropic, "\"id\":\"b\"", "\"id\":\"a\"", "'a' stands twice")]
    [InlineData(Anthropic, "UzE=", "other", "the thinking is not what was sent")]
    public void A_breach_of_the_rules_is_refused(string request, string from, string to, string? refusal)
    {
        var vendor = Of(request);
        vendor.Answer(new Turn("Hm", null, new TurnCall("a", "x", "{}")), 1, isStreamed: false);
        Refused(refusal, new StrictUpstream(vendor, null), request, from, to);
    }

    [Theory]
    [InlineData(Chat, "\"model\":\"m\"", "\"model\":\"m\",\"stop_words\":1", "$.stop_words: unknown member")]
    [InlineData(Chat, "\"content\":\"1\"", "\"content\":1", "$.messages[2].content: number, not string")]
    [InlineData(Chat, "\"role\":\"user\"", "\"role\":\"wizard\"", "$.messages[0].role: tells no known object")]
    [InlineData(Responses, "\"model\":\"m\"", "\"model\":\"m\",\"stop\":[]", "$.stop: unknown member")]
    [InlineData(Responses, "\"arguments\":\"{}\"", "\"arguments\":{}", "$.input[1].arguments: object, not string")]
    [InlineData(Responses, "\"call_id\":\"a\",\"output\":\"1\"", "\"call_id\":\"a\"", "$.input[3].output: missing")]
    [InlineData(Gemini, "\"text\":\"Hi\"", "\"text\":\"Hi\",\"cache_control\":{}", "$.contents[0].parts[0].cache_control: unknown member")]
    [InlineData(Gemini, "\"args\":{}", "\"args\":\"{}\"", "$.contents[1].parts[0].functionCall.args: string, not object")]
    public void What_the_vendors_types_do_not_know_is_refused(string request, string from, string to, string refusal)
    {
        Assert.SkipWhen(FieldLists.Absent is not null, FieldLists.Absent ?? "");
        var vendor = Of(request);
        Refused(refusal, new StrictUpstream(vendor, FieldLists.Of(vendor.Format)), request, from, to);
    }

    private static void Refused(string? refusal, StrictUpstream upstream, string request, string from, string to)
    {
        var changed = from.Length == 0 ? request : request.Replace(from, to, StringComparison.Ordinal);
        Assert.Equal(from.Length == 0, changed == request);
        var found = upstream.Refusal(JsonDocument.Parse(changed).RootElement);
        if (refusal is null)
            Assert.Null(found);
        else
            Assert.Contains(refusal, found, StringComparison.Ordinal);
    }

    private static Vendor Of(string request) => request switch
    {
        Chat => new ChatVendor("m"),
        Responses => new ResponsesVendor(),
        Gemini => new GeminiVendor(),
        _ => new AnthropicVendor(),
    };
}
