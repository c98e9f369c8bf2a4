using System.Linq;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

/// <summary>Events of the Responses API, as short as a test can say them.</summary>
internal static class Wire
{
    public const string Created = """{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","status":"in_progress","output":[],"error":null}}""";
    public const string Usage = """{"input_tokens":30,"input_tokens_details":{"cached_tokens":10,"cache_write_tokens":5},"output_tokens":7,"output_tokens_details":{"reasoning_tokens":3},"total_tokens":37}""";

    public static string Completed(string output = "") => Ended("completed", $"\"output\":[{output}]");

    public static string Incomplete(string reason) => Ended("incomplete", $"\"output\":[],\"incomplete_details\":{{\"reason\":\"{reason}\"}}");

    public static string Failed(string code, string message) => Ended("failed", $"\"output\":[],\"error\":{{\"code\":\"{code}\",\"message\":{Quote(message)}}}");

    public static string Added(int index, string item) => $$"""{"type":"response.output_item.added","output_index":{{index}},"item":{{item}}}""";

    public static string Done(int index, string item) => $$"""{"type":"response.output_item.done","output_index":{{index}},"item":{{item}}}""";

    public static string Text(int index, string delta, int part = 0) =>
        $$"""{"type":"response.output_text.delta","item_id":"any","output_index":{{index}},"content_index":{{part}},"delta":{{Quote(delta)}},"obfuscation":"xyz"}""";

    public static string Summary(int index, string delta, int part = 0) =>
        $$"""{"type":"response.reasoning_summary_text.delta","item_id":"any","output_index":{{index}},"summary_index":{{part}},"delta":{{Quote(delta)}}}""";

    public static string Arguments(int index, string delta) =>
        $$"""{"type":"response.function_call_arguments.delta","item_id":"any","output_index":{{index}},"delta":{{Quote(delta)}}}""";

    public static string Reasoning(string? encrypted, params string[] summary) =>
        $$"""{"type":"reasoning","id":"rs_1","summary":[{{string.Join(',', summary.Select(text => $$"""{"type":"summary_text","text":{{Quote(text)}}}"""))}}],"encrypted_content":{{(encrypted is null ? "null" : Quote(encrypted))}}}""";

    public static string Call(string id, string name, string? arguments = "") =>
        $$"""{"type":"function_call","id":"fc_{{id}}","call_id":"{{id}}","name":"{{name}}","arguments":{{Quote(arguments)}}}""";

    public static string Message(string text = "", string annotations = "") =>
        $$"""{"type":"message","id":"msg_1","role":"assistant","content":[{"type":"output_text","text":{{Quote(text)}},"annotations":[{{annotations}}]}]}""";

    public static string[] Answer(string text) => [Created, Added(0, Message()), Text(0, text), Done(0, Message(text)), Completed(Message(text))];

    public static string Quote(string? text) => JsonSerializer.Serialize(text);

    private static string Ended(string status, string rest) =>
        $$$"""{"type":"response.{{{status}}}","response":{"id":"resp_1","object":"response","status":"{{{status}}}",{{{rest}}},"usage":{{{Usage}}}}}""";
}
