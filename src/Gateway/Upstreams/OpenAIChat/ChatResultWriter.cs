using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Writes what came of a call. A tool's message holds text only: the rest goes into the user's message behind it.</summary>
internal sealed class ChatResultWriter(Utf8JsonWriter json, ChatQuirks quirks)
{
    public void Write(string call, RequestBlock? result, List<RequestPart> user)
    {
        var parts = new List<RequestPart>();
        if (result is { } known)
            RequestParts.AddAll(parts, known.Children);
        else
            parts.Add(RequestParts.Text("[No result was recorded for this call.]"));
        Sight.Limit(parts, quirks);
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Kind == RequestPartKind.Text)
                continue;
            var label = $"[{(parts[i].Kind == RequestPartKind.Image ? "image" : "file")} {i + 1} of call {call}]";
            user.Add(RequestParts.Text(label));
            user.Add(parts[i]);
            parts[i] = RequestParts.Text($"{label} follows below.");
        }

        json.WriteStartObject();
        json.WriteString("role"u8, "tool"u8);
        json.WriteString("tool_call_id"u8, call);
        var prefix = ErrorPrefix(result, parts);
        if (quirks.Cache != CacheMarks.None && result?.Element.Find("cache_control") is { } cache)
            ChatContentWriter.WriteMarked(json, parts, "\n", prefix, cache, quirks.Cache);
        else
            ChatContentWriter.WriteText(json, parts, "\n", prefix);
        json.WriteEndObject();
    }

    // Chat Completions has no mark for a failed call; the model must see it in the words.
    private static string ErrorPrefix(RequestBlock? result, List<RequestPart> parts)
    {
        if (result is not { } known || !known.Element.Is("is_error", true))
            return "";
        var text = parts.Count > 0 ? parts[0].Value?.GetString() ?? parts[0].Prefix : "";
        return text.StartsWith("Error", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<tool_use_error>", StringComparison.Ordinal) ? "" : "Error: ";
    }
}
