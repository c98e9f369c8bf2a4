using System.Collections.Generic;
using System.Text;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Allocation;

[Collection(RunsAlone.Name)]
public sealed class ChatAllocationTests
{
    private const string AskToStop = """{"model":"claude-sonnet-5","max_tokens":100,"stream":true,"stop_sequences":["STOP","END","\n\nHuman:","</a>","###"],"messages":[{"role":"user","content":"Hi"}]}""";
    private const string AskWithTool = """{"model":"claude-sonnet-5","max_tokens":100,"stream":true,"messages":[{"role":"user","content":"Hi"}],"tools":[{"name":"Read","input_schema":{"type":"object","properties":{"path":{"type":"string"},"pages":{"type":"string"}},"required":["path"]}}]}""";

    private static readonly Dictionary<string, SteadyCase> Cases = new()
    {
        ["text"] = Chat("a word ", Chunk("\"content\":\"a word \"")),
        ["escaped text"] = Chat("\\\"quoted\\\"", Chunk("\"content\":\"a\\n\\\"quoted\\\" \\u4e16\\ud83d\\ude00 word \"")),
        ["text beyond ASCII"] = Chat("世界 é \\uD83D\\uDE00", Chunk("\"content\":\"世界 é 😀\"")),
        ["characters cut in halves"] = Chat("\\uD83D\\uDE00b", Chunk("\"content\":\"a\\ud83d\""), Chunk("\"content\":\"\\ude00b\"")),
        ["halves of characters"] = Chat("\uFFFDb", Chunk("\"content\":\"\\ude00b\"")),
        ["text in parts"] = Chat("a word ", Chunk("\"content\":[{\"type\":\"text\",\"text\":\"a word \"}]")),
        ["text and usage"] = Chat("a word ", Chunk("\"content\":\"a word \"").Replace("\"usage\":null", "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}", System.StringComparison.Ordinal)),
        ["lines"] = Chat("a word", Chunk("\"content\":\"\\n\\na word\\n- \"")),
        ["reasoning"] = Chat("thinking_delta", Chunk("\"content\":null,\"reasoning_content\":\"a thought\\n\"")),
        ["reasoning in tags"] = Chat("thinking_delta", Chunk("\"content\":\"a thought \"")) with { Opening = [Chunk("\"content\":\"<think>\"")] },
        ["a call's input"] = Call("input_json_delta", Chunk("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"a\\\": \"}}]")),
        ["a call's input with everything repeated"] = Call("input_json_delta", Chunk("\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"Read\",\"arguments\":\"\\\"a\\\": \"}}]")),
        ["a call's input that waits"] = Call("", Chunk("\"tool_calls\":[{\"index\":1,\"id\":\"call_2\",\"function\":{\"name\":\"Write\",\"arguments\":\"\\\"a\\\"\"}}]")),
        ["a call's input without what is empty"] = Call("input_json_delta", Chunk("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"path\\\":\\\"a\\\",\\\"pages\\\":\\\"\\\",\"}}]")) with { Request = AskWithTool },
        ["text that the gateway may have to stop"] = Chat("STAR", Chunk("\"content\":\"a STAR# ST\"")) with { Request = AskToStop },
        ["text in packets of 7 bytes"] = new(ApiFormat.OpenAIChat, Steady.Cut([Steady.Event(Chunk("\"content\":\"a word \""))], 7), "a word "),
        ["text between comments"] = new(ApiFormat.OpenAIChat, [Encoding.UTF8.GetBytes($": PROCESSING\r\n\r\ndata: {Chunk("\"content\":\"a word \"")}\r\n\r\n")], "a word "),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_of_a_steady_stream_allocates_nothing(string name) => Assert.Equal(0, Cases[name].Allocated());

    private static SteadyCase Chat(string becomes, params string[] events) => new(ApiFormat.OpenAIChat, [.. System.Array.ConvertAll(events, Steady.Event)], becomes);

    private static SteadyCase Call(string becomes, string events) => Chat(becomes, events) with
    {
        Opening = [Chunk("\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"Read\",\"arguments\":\"{\"}}]")],
    };

    private static string Chunk(string delta) =>
        $$$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1763000000,"model":"gpt-5","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{{{{delta}}}},"logprobs":null,"finish_reason":null}],"usage":null}""";
}
