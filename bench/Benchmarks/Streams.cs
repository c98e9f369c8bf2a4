using System;
using System.Text;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Benchmarks;

/// <summary>What each upstream begins with, and one event of it that is repeated.</summary>
internal static class Streams
{
    public static byte[] Opening(ApiFormat format) => format switch
    {
        ApiFormat.OpenAIResponses => Event("""{"type":"response.output_item.added","output_index":0,"item":{"type":"message","id":"msg_1","role":"assistant","content":[]}}"""),
        ApiFormat.AnthropicMessages => Event("""{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":3,"output_tokens":1}}}"""),
        _ => [],
    };

    public static byte[] Text(ApiFormat format) => format switch
    {
        ApiFormat.OpenAIChat => Event("""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1763000000,"model":"gpt-5","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":"a word or two\n"},"logprobs":null,"finish_reason":null}],"usage":null}"""),
        ApiFormat.OpenAIResponses => Event("""{"type":"response.output_text.delta","sequence_number":7,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"a word or two\n","logprobs":[],"obfuscation":"Xc4a"}"""),
        ApiFormat.Gemini => Event("""{"candidates":[{"content":{"parts":[{"text":"a word or two\n"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":4,"totalTokenCount":13,"promptTokensDetails":[{"modality":"TEXT","tokenCount":9}]},"modelVersion":"gemini-3-pro","responseId":"r1"}"""),
        ApiFormat.AnthropicMessages => Event("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a word or two\n"}}"""),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static byte[] Event(string json) => Encoding.UTF8.GetBytes($"data: {json}\n\n");
}
