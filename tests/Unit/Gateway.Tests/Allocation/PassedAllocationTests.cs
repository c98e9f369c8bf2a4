using System;
using System.Collections.Generic;
using System.Text;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Gateway.Upstreams.Anthropic;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Allocation;

[Collection(RunsAlone.Name)]
public sealed class PassedAllocationTests
{
    private const string Start = """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"theirs","content":[],"stop_reason":null,"usage":{"input_tokens":3,"output_tokens":1}}}""";
    private const string Text = """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a word "}}""";

    private static readonly Dictionary<string, byte[][]> Cases = new()
    {
        ["text"] = [Steady.Named(Text)],
        ["text without names"] = [Steady.Event(Text)],
        ["text whose type comes last"] = [Steady.Event("""{"index":0,"delta":{"type":"text_delta","text":"a word "},"type":"content_block_delta"}""")],
        ["reasoning"] = [Steady.Named("""{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"a word\n"}}""")],
        ["a call's input"] = [Steady.Named("""{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"\"a word\": "}}""")],
        ["usage"] = [Steady.Named("""{"type":"message_delta","delta":{"stop_reason":"a word "},"usage":{"input_tokens":3,"output_tokens":4,"cache_read_input_tokens":2}}""")],
        ["text between pings"] = [Steady.Named("""{"type":"ping"}"""), Steady.Named(Text)],
        ["text in packets of 9 bytes"] = Steady.Cut([Steady.Named(Text)], 9),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_that_passes_through_allocates_nothing(string name)
    {
        var owners = new SignatureOwners();
        var observer = new StreamObserver(json => owners.Note(json, 1));
        using var events = new SseParser(observer);
        using var splice = new MessageStartSplice("ours");
        using var output = new PooledBuffer();
        Pass(Steady.Named(Start));
        Assert.Contains("\"model\":\"ours\"", Encoding.UTF8.GetString(output.Span), StringComparison.Ordinal);
        long passed = 0;
        var allocated = Steady.Count(Cases[name], bytes =>
        {
            output.Clear();
            Pass(bytes);
            passed += output.Length;
        });
        Assert.Equal(0, allocated);
        Assert.True(passed >= Steady.Measured && observer.Moves > 100);

        void Pass(byte[] bytes)
        {
            events.Feed(bytes);
            splice.Feed(bytes, output);
        }
    }
}
