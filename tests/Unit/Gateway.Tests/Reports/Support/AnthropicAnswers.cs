namespace ClaudeDesktop.Gateway.Tests.Reports.Support;

/// <summary>What an Anthropic upstream says.</summary>
internal static class AnthropicAnswers
{
    public const string End = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

    public static string Stream(string text) => Start() + Text(text) + Delta() + End;

    public static string Start(string usage = """{"input_tokens":3,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":1}""") =>
        $$$"""
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{{{usage}}}}}


        """.ReplaceLineEndings("\n");

    public static string Text(string text) =>
        $$$"""
        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{text}}}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}


        """.ReplaceLineEndings("\n");

    public static string Delta(string usage = """{"input_tokens":3,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":9}""") =>
        $$$"""
        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{{{usage}}}}


        """.ReplaceLineEndings("\n");
}
