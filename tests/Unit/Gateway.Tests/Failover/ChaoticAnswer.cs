using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Tests.Failover;

/// <summary>The parts of which a chaotic upstream makes its answers. What a model says names the request.</summary>
internal sealed record ChaoticAnswer(ApiFormat Format, int Id, bool IsStream)
{
    public string Head => $"HTTP/1.1 200 OK\r\nContent-Type: {(IsStream ? "text/event-stream" : "application/json")}\r\nConnection: close\r\n\r\n";

    /// <summary>What comes before anything is said.</summary>
    public string Start => !IsStream ? "{" : IsAnthropic
        ? "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\n\n"
        : "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"},\"finish_reason\":null}]}\n\n";

    /// <summary>What is said.</summary>
    public string Begin => (IsStream, IsAnthropic) switch
    {
        (true, true) => Start + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n" + Delta($"answer-{Id}."),
        (true, false) => Start + Delta($"answer-{Id}."),
        (false, true) => $"{{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[{{\"type\":\"text\",\"text\":\"answer-{Id}.\"}}],",
        (false, false) => $"{{\"id\":\"c\",\"choices\":[{{\"index\":0,\"message\":{{\"role\":\"assistant\",\"content\":\"answer-{Id}.\"}},",
    };

    /// <summary>What follows.</summary>
    public string End => (IsStream, IsAnthropic) switch
    {
        (true, true) => "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\nevent: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"input_tokens\":3,\"output_tokens\":9}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
        (true, false) => "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
        (false, true) => "\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"usage\":{\"input_tokens\":3,\"output_tokens\":9}}",
        (false, false) => "\"finish_reason\":\"stop\"}]}",
    };

    public string Error => !IsStream ? "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}" : IsAnthropic
        ? "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n"
        : "data: {\"error\":{\"message\":\"Overloaded\",\"code\":503}}\n\n";

    public string More => IsStream ? Delta("more ") : " ";

    private bool IsAnthropic => Format == ApiFormat.AnthropicMessages;

    public static string Refusal(int status, string? retryAfter)
    {
        const string Body = "{\"error\":{\"message\":\"come again\"}}";
        return $"HTTP/1.1 {status} No\r\n{(retryAfter is null ? "" : $"retry-after: {retryAfter}\r\n")}Content-Type: application/json\r\nContent-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body}";
    }

    private string Delta(string text) => IsAnthropic
        ? $"event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{{\"type\":\"text_delta\",\"text\":\"{text}\"}}}}\n\n"
        : $"data: {{\"id\":\"c\",\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"{text}\"}},\"finish_reason\":null}}]}}\n\n";
}
