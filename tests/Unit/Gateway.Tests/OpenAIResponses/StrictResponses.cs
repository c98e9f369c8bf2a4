using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

/// <summary>What OpenAI would refuse: fields that it does not know, calls without an answer, ids that come twice, reasoning out of place.</summary>
internal static class StrictResponses
{
    private static readonly string[] Known =
    [
        "access_programs", "background", "context_management", "conversation", "image", "include", "input", "instructions", "max_output_tokens", "max_tool_calls", "metadata", "model",
        "moderation", "parallel_tool_calls", "previous_response_id", "prompt", "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "reasoning", "safety_identifier",
        "service_tier", "store", "stream", "stream_options", "temperature", "text", "tool_choice", "tools", "top_logprobs", "top_p", "truncation", "user",
    ];

    private static readonly Dictionary<string, string[]> Items = new(StringComparer.Ordinal)
    {
        ["message"] = ["type", "role", "content"],
        ["reasoning"] = ["type", "summary", "encrypted_content"],
        ["function_call"] = ["type", "call_id", "name", "arguments"],
        ["function_call_output"] = ["type", "call_id", "output"],
    };

    private static readonly Dictionary<string, string[]> Parts = new(StringComparer.Ordinal)
    {
        ["input_text"] = ["type", "text"],
        ["input_image"] = ["type", "detail", "image_url"],
        ["input_file"] = ["type", "filename", "file_data"],
    };

    public static void Check(JsonElement request, IReadOnlyCollection<string> issued)
    {
        Assert.All(request.EnumerateObject(), member => Assert.Contains(member.Name, Known));
        var calls = new HashSet<string>(StringComparer.Ordinal);
        var open = new HashSet<string>(StringComparer.Ordinal);
        var before = "";
        foreach (var item in request.GetProperty("input").EnumerateArray())
        {
            var type = item.GetProperty("type").GetString()!;
            Assert.All(item.EnumerateObject(), member => Assert.Contains(member.Name, Items[type]));
            if (type == "message")
                Assert.Empty(open);
            if (before == "reasoning")
                Assert.Contains(type, (string[])["message", "function_call"]);
            Check(item, type, calls, open, issued);
            before = type;
        }

        Assert.Empty(open);
        Assert.NotEqual("reasoning", before);
    }

    private static void Check(JsonElement item, string type, HashSet<string> calls, HashSet<string> open, IReadOnlyCollection<string> issued)
    {
        switch (type)
        {
            case "message":
                if (item.GetProperty("role").GetString() == "assistant")
                    Assert.NotEqual("", item.GetProperty("content").GetString());
                else
                    Check(item.GetProperty("content"));
                break;
            case "reasoning":
                Assert.Contains(item.GetProperty("encrypted_content").GetString(), issued);
                break;
            case "function_call":
                var id = item.GetProperty("call_id").GetString()!;
                Assert.True(calls.Add(id) && open.Add(id), $"{id} comes twice");
                Assert.Matches("^[A-Za-z0-9_-]{1,64}$", item.GetProperty("name").GetString());
                Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(item.GetProperty("arguments").GetString()!).RootElement.ValueKind);
                break;
            default:
                Assert.True(open.Remove(item.GetProperty("call_id").GetString()!), "An answer to no call.");
                if (item.GetProperty("output").ValueKind == JsonValueKind.Array)
                    Check(item.GetProperty("output"));
                break;
        }
    }

    private static void Check(JsonElement parts)
    {
        Assert.NotEqual(0, parts.GetArrayLength());
        foreach (var part in parts.EnumerateArray())
        {
            var type = part.GetProperty("type").GetString()!;
            Assert.Equal(Parts[type].Order(StringComparer.Ordinal), part.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        }
    }
}
