using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Allocation;

[Collection(RunsAlone.Name)]
public sealed class GeminiAllocationTests
{
    private const string Usage = ",\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":4,\"thoughtsTokenCount\":2,\"totalTokenCount\":15,\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":9}]}";

    private static readonly Dictionary<string, SteadyCase> Cases = new()
    {
        ["text"] = Of("a word ", Chunk("\"text\":\"a word \"")),
        ["escaped text"] = Of("\\\"quoted\\\"", Chunk("\"text\":\"a\\n\\\"quoted\\\" \\u4e16\\ud83d\\ude00 word \"")),
        ["text and a finish in every chunk"] = Of("a word ", Chunk("\"text\":\"a word \"", ",\"finishReason\":\"STOP\",\"finishMessage\":\"\"")),
        ["text and no finish yet"] = Of("a word ", Chunk("\"text\":\"a word \"", ",\"finishReason\":\"FINISH_REASON_UNSPECIFIED\",\"groundingMetadata\":{}")),
        ["text and usage that grows"] = Of("a word ", [.. Enumerable.Range(1, 50).Select(tokens => Chunk("\"text\":\"a word \"", usage: Usage.Replace(":4,", $":{tokens},", System.StringComparison.Ordinal)))]),
        ["reasoning"] = Of("thinking_delta", Chunk("\"thought\":true,\"text\":\"a thought\\n\"")),
        ["a call's input in pieces"] = Call("\"functionCall\":{\"partialArgs\":[{\"jsonPath\":\"$.content\",\"stringValue\":\"a word\\n\",\"willContinue\":true}],\"willContinue\":true}"),
        ["a call's input in pieces further down"] = Call("\"functionCall\":{\"partialArgs\":[{\"jsonPath\":\"$.edits[1]['new text']\",\"stringValue\":\"a word\",\"willContinue\":true}],\"willContinue\":true}"),
        ["text in packets of 13 bytes"] = new(ApiFormat.Gemini, Steady.Cut([Steady.Event(Chunk("\"text\":\"a word \""))], 13), "a word "),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_of_a_steady_stream_allocates_nothing(string name) => Assert.Equal(0, Cases[name].Allocated());

    private static SteadyCase Of(string becomes, params string[] repeated) => new(ApiFormat.Gemini, [.. repeated.Select(Steady.Event)], becomes);

    private static SteadyCase Call(string piece) => Of("", Chunk(piece)) with { Opening = [Chunk("\"functionCall\":{\"name\":\"Write\",\"willContinue\":true}")], Closing = Chunk("\"text\":\"\"", ",\"finishReason\":\"STOP\"") };

    private static string Chunk(string part, string rest = "", string usage = Usage) =>
        $$"""{"candidates":[{"content":{"parts":[{{{part}}}],"role":"model"},"index":0{{rest}}}]{{usage}},"modelVersion":"gemini-3-pro","responseId":"r1"}""";
}
