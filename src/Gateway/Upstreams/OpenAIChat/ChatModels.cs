using System;
using System.Linq;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>What is known of single models (as of 2026-11). The first line that fits counts; what is not listed is plain.</summary>
internal static class ChatModels
{
    private static readonly ChatModel Plain = new("");

    private static readonly ChatModel[] Known =
    [
        new("gpt-oss", "low", "medium", "high") { SeesImages = false },
        new("qwen3-coder") { SeesImages = false },
        Reasoning("gpt-5-pro", "high"),
        Reasoning("gpt-5-codex", "low", "medium", "high"),
        Reasoning("gpt-5.1-codex", "low", "medium", "high", "xhigh"),
        Reasoning("gpt-5.2-codex", "low", "medium", "high", "xhigh"),
        Reasoning("gpt-5.3-codex", "low", "medium", "high", "xhigh"),
        Reasoning("gpt-5.1", "none", "low", "medium", "high"),
        Reasoning("gpt-5.2", "none", "low", "medium", "high", "xhigh"),
        Reasoning("gpt-5.3", "none", "low", "medium", "high", "xhigh"),
        Reasoning("gpt-5.4", "none", "low", "medium", "high", "xhigh"),
        Reasoning("gpt-5.5", "none", "low", "medium", "high", "xhigh"),
        Reasoning("gpt-5.", "none", "low", "medium", "high", "xhigh", "max"),
        Reasoning("gpt-5", "minimal", "low", "medium", "high"),
        Reasoning("gpt-6", "none", "low", "medium", "high", "xhigh", "max"),
        Reasoning("o1", "low", "medium", "high"),
        Reasoning("o3-mini", "low", "medium", "high") with { SeesImages = false },
        Reasoning("o3", "low", "medium", "high"),
        Reasoning("o4", "low", "medium", "high"),
        new("gpt-") { IsOpenAI = true },
        new("chatgpt-") { IsOpenAI = true },
    ];

    public static ChatModel Find(string model)
    {
        var name = model[(model.LastIndexOf('/') + 1)..];
        return Known.FirstOrDefault(known => name.StartsWith(known.Prefix, StringComparison.OrdinalIgnoreCase)) ?? Plain;
    }

    private static ChatModel Reasoning(string prefix, params string[] efforts) => new(prefix, efforts) { IsOpenAI = true, Reasons = true };
}
