using System;
using System.Globalization;
using System.Text;

namespace ClaudeDesktop.EndToEnd.Upstream;

/// <summary>The bytes with which the upstream answers in one format, prepared once.</summary>
internal sealed class Script
{
    /// <summary>Before the time at which an event was sent: 16 digits of the machine's own clock.</summary>
    public const string Mark = "@t";

    public const int Digits = 16;

    private const string Text = Mark + "0000000000000000 some more text";

    private Script(string document, string opening, string piece, string ending)
    {
        Document = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {document.Length}\r\n\r\n{document}"));
        Opening = Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunk(opening));
        Piece = Encoding.UTF8.GetBytes(Chunk(piece));
        Ending = Encoding.UTF8.GetBytes(Chunk(ending) + "0\r\n\r\n");
        Stamp = Piece.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Mark)) + Mark.Length;
    }

    /// <summary>OpenAI Chat Completions.</summary>
    public static Script Chat { get; } = new(
        """{"id":"chatcmpl-1","object":"chat.completion","created":1763000000,"model":"bench","choices":[{"index":0,"message":{"role":"assistant","content":"A short answer."},"finish_reason":"stop"}],"usage":{"prompt_tokens":20,"completion_tokens":5,"total_tokens":25}}""",
        Data("""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1763000000,"model":"bench","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}"""),
        Data($$$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1763000000,"model":"bench","choices":[{"index":0,"delta":{"content":"{{{Text}}}"},"finish_reason":null}]}"""),
        Data("""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1763000000,"model":"bench","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""")
        + Data("""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1763000000,"model":"bench","choices":[],"usage":{"prompt_tokens":20,"completion_tokens":200,"total_tokens":220}}""")
        + Data("[DONE]"));

    /// <summary>Anthropic Messages.</summary>
    public static Script Messages { get; } = new(
        """{"id":"msg_1","type":"message","role":"assistant","model":"bench","content":[{"type":"text","text":"A short answer."}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":20,"output_tokens":5}}""",
        Named("message_start", """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"bench","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":20,"output_tokens":1}}}""")
        + Named("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
        Named("content_block_delta", $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{Text}}}"}}"""),
        Named("content_block_stop", """{"type":"content_block_stop","index":0}""")
        + Named("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":200}}""")
        + Named("message_stop", """{"type":"message_stop"}"""));

    /// <summary>The whole answer to whoever wants no events, head and all.</summary>
    public byte[] Document { get; }

    /// <summary>The head and the first events of a stream.</summary>
    public byte[] Opening { get; }

    /// <summary>One piece of text.</summary>
    public byte[] Piece { get; }

    public byte[] Ending { get; }

    /// <summary>Where in a piece its time goes.</summary>
    public int Stamp { get; }

    private static string Data(string json) => $"data: {json}\n\n";

    private static string Named(string name, string json) => $"event: {name}\ndata: {json}\n\n";

    private static string Chunk(string text) => string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");
}
