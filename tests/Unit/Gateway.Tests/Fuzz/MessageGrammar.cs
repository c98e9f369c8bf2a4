using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Fuzz;

/// <summary>The rules that every message of ours keeps.</summary>
internal static class MessageGrammar
{
    public static void Check((JsonElement Message, AnthropicError? Error) answer)
    {
        if (answer.Error is { } error)
        {
            Assert.InRange(error.Status, 400, 599);
            Assert.NotEmpty(error.Type);
            Assert.NotEmpty(error.Message);
            return;
        }

        var message = answer.Message;
        Assert.Equal("message", message.GetProperty("type").GetString());
        Assert.Equal("assistant", message.GetProperty("role").GetString());
        Assert.NotNull(message.GetProperty("stop_reason").GetString());
        Assert.True(message.GetProperty("usage").GetProperty("input_tokens").GetInt64() >= 0);
        Assert.True(message.GetProperty("usage").GetProperty("output_tokens").GetInt64() >= 0);
        var ids = new HashSet<string>();
        foreach (var block in message.GetProperty("content").EnumerateArray())
            Check(block, ids);
    }

    private static void Check(JsonElement block, HashSet<string> ids)
    {
        switch (block.GetProperty("type").GetString())
        {
            case "text":
                Assert.NotEmpty(block.GetProperty("text").GetString()!);
                break;
            case "thinking":
                Assert.NotNull(block.GetProperty("thinking").GetString());
                Assert.NotEmpty(block.GetProperty("signature").GetString()!);
                break;
            case "tool_use":
                Assert.True(ids.Add(block.GetProperty("id").GetString()!), "an id stands twice");
                Assert.NotEmpty(block.GetProperty("name").GetString()!);
                Assert.Equal(JsonValueKind.Object, block.GetProperty("input").ValueKind);
                break;
            default:
                Assert.NotEmpty(block.GetProperty("type").GetString()!);
                break;
        }
    }
}
