using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Tests.Replay;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Tests.Fuzz;

/// <summary>Sound answers to begin with: a few of our own, and recorded ones where there are any.</summary>
internal static class StreamSeeds
{
    private const int Longest = 24_000;

    private static readonly string[][] Chat =
    [
        [
            """{"id":"c","choices":[{"index":0,"delta":{"role":"assistant","reasoning_content":"Let me see"},"finish_reason":null}]}""",
            """{"id":"c","choices":[{"index":0,"delta":{"content":"Grüße 🌍"},"finish_reason":null}]}""",
            """{"id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"look","arguments":"{\"n\""}},{"index":1,"id":"b","type":"function","function":{"name":"run","arguments":""}}]},"finish_reason":null}]}""",
            """{"id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"function":{"arguments":"{}"}},{"index":0,"function":{"arguments":":1}"}}]},"finish_reason":null}]}""",
            """{"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""",
            """{"id":"c","choices":[],"usage":{"prompt_tokens":30,"completion_tokens":7,"total_tokens":37,"prompt_tokens_details":{"cached_tokens":10},"completion_tokens_details":{"reasoning_tokens":2}}}""",
            "[DONE]",
        ],
        [
            """{"id":"d","choices":[{"index":0,"message":{"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm"}]},{"type":"text","text":"Whole"}],"refusal":null,"reasoning_details":[{"text":"Hm"}],"tool_calls":[{"id":"a","type":"function","function":{"name":"look","arguments":{"n":1}}}],"function_call":null},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4}}""",
        ],
    ];

    private static readonly string[][] Responses =
    [
        [
            """{"type":"response.created","response":{"id":"r","status":"in_progress","output":[]}}""",
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"reasoning","id":"rs","summary":[]}}""",
            """{"type":"response.reasoning_summary_part.added","item_id":"rs","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":""}}""",
            """{"type":"response.reasoning_summary_text.delta","item_id":"rs","output_index":0,"summary_index":0,"delta":"Let me see"}""",
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","id":"rs","summary":[{"type":"summary_text","text":"Let me see"}],"encrypted_content":"abcd"}}""",
            """{"type":"response.output_item.added","output_index":1,"item":{"type":"message","id":"m","role":"assistant","content":[]}}""",
            """{"type":"response.content_part.added","item_id":"m","output_index":1,"content_index":0,"part":{"type":"output_text","text":""}}""",
            """{"type":"response.output_text.delta","item_id":"m","output_index":1,"content_index":0,"delta":"Grüße 🌍"}""",
            """{"type":"response.output_text.done","item_id":"m","output_index":1,"content_index":0,"text":"Grüße 🌍"}""",
            """{"type":"response.output_item.done","output_index":1,"item":{"type":"message","id":"m","role":"assistant","content":[{"type":"output_text","text":"Grüße 🌍","annotations":[{"type":"url_citation","url":"https://e.example","title":"E"}]}]}}""",
            """{"type":"response.output_item.added","output_index":2,"item":{"type":"function_call","id":"f","call_id":"a","name":"look","arguments":""}}""",
            """{"type":"response.output_item.added","output_index":3,"item":{"type":"web_search_call","id":"w","status":"in_progress"}}""",
            """{"type":"response.function_call_arguments.delta","item_id":"f","output_index":2,"delta":"{\"n\":1}"}""",
            """{"type":"response.function_call_arguments.done","item_id":"f","output_index":2,"arguments":"{\"n\":1}"}""",
            """{"type":"response.output_item.done","output_index":2,"item":{"type":"function_call","id":"f","call_id":"a","name":"look","arguments":"{\"n\":1}"}}""",
            """{"type":"response.output_item.done","output_index":3,"item":{"type":"web_search_call","id":"w","status":"completed","action":{"type":"search","query":"q","sources":[{"type":"url","url":"https://e.example"}]}}}""",
            """{"type":"response.completed","response":{"id":"r","status":"completed","output":[],"usage":{"input_tokens":30,"input_tokens_details":{"cached_tokens":10},"output_tokens":7,"output_tokens_details":{"reasoning_tokens":2},"total_tokens":37}}}""",
        ],
        [
            """{"id":"r","object":"response","status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[{"type":"reasoning","id":"rs","summary":[{"type":"summary_text","text":"Hm"}],"encrypted_content":"abcd"},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Whole"},{"type":"refusal","refusal":"No"}]},{"type":"function_call","call_id":"a","name":"look","arguments":"{\"n\":1}"}],"usage":{"input_tokens":3,"output_tokens":4}}""",
        ],
    ];

    private static readonly string[][] Gemini =
    [
        [
            """{"candidates":[{"content":{"role":"model","parts":[{"text":"Let me see","thought":true}]},"index":0}],"usageMetadata":{"promptTokenCount":30,"totalTokenCount":32,"thoughtsTokenCount":2},"responseId":"g"}""",
            """{"candidates":[{"content":{"role":"model","parts":[{"text":"Grüße 🌍","thoughtSignature":"c2ln"}]},"index":0}]}""",
            """{"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"name":"look","args":{"n":1},"id":"a"},"thoughtSignature":"c2ln"},{"functionCall":{"name":"run"}}]}}]}""",
            """{"candidates":[{"content":{"role":"model","parts":[{"executableCode":{"language":"PYTHON","code":"1+1"}},{"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"2"}},{"inlineData":{"mimeType":"image/png","data":"AA=="}}]}}]}""",
            """{"candidates":[{"content":{"role":"model","parts":[{"text":""}]},"finishReason":"STOP","groundingMetadata":{"webSearchQueries":["q"],"groundingChunks":[{"web":{"uri":"https://e.example","title":"E"}}]}}],"usageMetadata":{"promptTokenCount":30,"cachedContentTokenCount":10,"candidatesTokenCount":5,"thoughtsTokenCount":2,"totalTokenCount":37}}""",
        ],
        [
            """{"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":3,"totalTokenCount":3}}""",
        ],
    ];

    /// <summary>The answers of one format; the events of each.</summary>
    public static IReadOnlyList<string[]> Of(ApiFormat format) => format switch
    {
        ApiFormat.OpenAIChat => [.. Chat, .. Recorded("openai-chat")],
        ApiFormat.OpenAIResponses => [.. Responses, .. Recorded("openai-responses")],
        ApiFormat.Gemini => [.. Gemini, .. Recorded("gemini")],
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static IEnumerable<string[]> Recorded(string format)
    {
        if (Corpus.Folder is not { } folder)
            yield break;
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        foreach (var entry in manifest.RootElement.GetProperty("files").EnumerateArray().Where(entry => entry.GetProperty("format").GetString() == format))
        {
            var file = new FileInfo(Path.Combine(folder, entry.GetProperty("file").GetString()!));
            if (file.Length > Longest)
                continue;
            var text = File.ReadAllText(file.FullName);
            yield return entry.GetProperty("framing").GetString() switch
            {
                "json" => [text],
                "raw-sse" => [.. text.Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)).Select(line => line[5..].Trim())],
                _ => [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)],
            };
        }
    }
}
