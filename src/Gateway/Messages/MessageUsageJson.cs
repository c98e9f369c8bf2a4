using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

internal static class MessageUsageJson
{
    private static readonly JsonEncodedText Usage = JsonEncodedText.Encode("usage");
    private static readonly JsonEncodedText Input = JsonEncodedText.Encode("input_tokens");
    private static readonly JsonEncodedText CacheCreation = JsonEncodedText.Encode("cache_creation_input_tokens");
    private static readonly JsonEncodedText CacheRead = JsonEncodedText.Encode("cache_read_input_tokens");
    private static readonly JsonEncodedText Output = JsonEncodedText.Encode("output_tokens");
    private static readonly JsonEncodedText Details = JsonEncodedText.Encode("output_tokens_details");
    private static readonly JsonEncodedText Thinking = JsonEncodedText.Encode("thinking_tokens");

    public static void Write(Utf8JsonWriter json, in MessageUsage usage)
    {
        json.WriteStartObject(Usage);
        json.WriteNumber(Input, usage.Input);
        json.WriteNumber(CacheCreation, usage.CacheCreation);
        json.WriteNumber(CacheRead, usage.CacheRead);
        json.WriteNumber(Output, usage.Output);
        if (usage.Thinking > 0)
        {
            json.WriteStartObject(Details);
            json.WriteNumber(Thinking, usage.Thinking);
            json.WriteEndObject();
        }

        if (usage.WebSearches > 0)
        {
            json.WriteStartObject("server_tool_use"u8);
            json.WriteNumber("web_fetch_requests"u8, 0);
            json.WriteNumber("web_search_requests"u8, usage.WebSearches);
            json.WriteNumber("web_fetch_requests"u8, 0);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
