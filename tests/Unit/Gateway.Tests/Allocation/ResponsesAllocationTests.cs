using System;
using System.Collections.Generic;
using ClaudeDesktop.Gateway.Tests.OpenAIResponses;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Allocation;

[Collection(RunsAlone.Name)]
public sealed class ResponsesAllocationTests
{
    private const string AskToStop = """{"model":"claude-sonnet-5","max_tokens":100,"stream":true,"stop_sequences":["STOP","\n\nHuman:"],"messages":[{"role":"user","content":"Hi"}]}""";

    private static readonly Dictionary<string, SteadyCase> Cases = new()
    {
        ["text"] = Message("a word ", Wire.Text(0, "a word ")),
        ["escaped text"] = Message("\\\"quoted\\\"", Wire.Text(0, "a\n\"quoted\" 世😀 word ")),
        ["halves of characters"] = Message("\uFFFDb", Wire.Text(0, "b").Replace("\"b\"", "\"\\ude00b\"", StringComparison.Ordinal)),
        ["text that the gateway may have to stop"] = Message("STAR", Wire.Text(0, "a STAR\n ST")) with { Request = AskToStop },
        ["reasoning"] = Of("thinking_delta", Wire.Added(0, Wire.Reasoning(null)), Wire.Summary(0, "a thought\n")),
        ["a call's input"] = Of("input_json_delta", Wire.Added(0, Wire.Call("call_1", "Read")), Wire.Arguments(0, "\"a\": ")),
        ["a call's input that waits"] = Of("", Wire.Added(0, Wire.Call("call_1", "Read")), Wire.Arguments(1, "\"a\": ")) with
        {
            Opening = [Wire.Created, Wire.Added(0, Wire.Call("call_1", "Read")), Wire.Added(1, Wire.Call("call_2", "Write"))],
            Closing = Wire.Completed(),
        },
        ["text in packets of 11 bytes"] = new(ApiFormat.OpenAIResponses, Steady.Cut([Steady.Named(Wire.Text(0, "a word "))], 11), "a word ") { Opening = [Wire.Created, Wire.Added(0, Wire.Message())] },
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_of_a_steady_stream_allocates_nothing(string name) => Assert.Equal(0, Cases[name].Allocated());

    private static SteadyCase Message(string becomes, string repeated) => Of(becomes, Wire.Added(0, Wire.Message()), repeated);

    private static SteadyCase Of(string becomes, string added, string repeated) => new(ApiFormat.OpenAIResponses, [Steady.Named(repeated)], becomes) { Opening = [Wire.Created, added] };
}
