using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Tests.Support;

namespace ClaudeDesktop.Gateway.Tests.Replay;

/// <summary>Reads a stream of the gateway that no client asked for.</summary>
internal static class StreamReading
{
    public static Reading Of(string stream)
    {
        var items = SseGrammar.Check(stream);
        if (items[^1].Name == "error")
            return new Reading { Error = items[^1].Data.GetProperty("error").GetProperty("message").GetString() };
        return new Reading
        {
            Text = Bodies.AllText(items),
            Calls = [.. Bodies.Calls(items).Select(call => (call.Name, JsonDocument.Parse(call.Input).RootElement))],
            Stop = Bodies.StopReason(items),
            Usage = Usage(items.Single(item => item.Name == "message_delta").Data.GetProperty("usage")),
        };
    }

    private static Tokens Usage(JsonElement usage) => new(
        usage.GetProperty("input_tokens").GetInt64(),
        usage.GetProperty("cache_read_input_tokens").GetInt64(),
        usage.GetProperty("cache_creation_input_tokens").GetInt64(),
        usage.GetProperty("output_tokens").GetInt64(),
        usage.TryGetProperty("output_tokens_details", out var details) ? details.GetProperty("thinking_tokens").GetInt64() : 0);
}
