using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>How hard the model shall think, and what of it the client shall see.</summary>
internal static class ResponsesReasoning
{
    public static void Write(Utf8JsonWriter json, in MessageRequest request, ChatModel model, bool searches)
    {
        var effort = ChatEffort.Choose(request, model);
        var summarize = model.Efforts.Length > 0 && WantsSummary(request);
        if (effort is not null || summarize)
        {
            json.WriteStartObject("reasoning"u8);
            if (effort is not null)
                json.WriteString("effort"u8, effort);
            if (summarize)
                json.WriteString("summary"u8, "auto"u8);
            json.WriteEndObject();
        }

        WriteInclude(json, model, searches);
    }

    // A summary that nobody reads costs the client time.
    private static bool WantsSummary(in MessageRequest request) =>
        request.Thinking is not (null or "disabled") && request.Root.Find("thinking")?.Text("display") != "omitted";

    // OpenAI refuses the reasoning of models that have none.
    private static void WriteInclude(Utf8JsonWriter json, ChatModel model, bool searches)
    {
        var reasons = model.Reasons || !model.IsOpenAI;
        if (!reasons && !searches)
            return;
        json.WriteStartArray("include"u8);
        if (reasons)
            json.WriteStringValue("reasoning.encrypted_content"u8);
        if (searches)
            json.WriteStringValue("web_search_call.action.sources"u8);
        json.WriteEndArray();
    }
}
