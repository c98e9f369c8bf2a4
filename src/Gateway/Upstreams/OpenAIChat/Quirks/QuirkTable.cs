using System;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;

/// <summary>What is known of vendors and models (as of 2026-11). Every row that fits counts; a later one overrides an earlier.</summary>
internal static class QuirkTable
{
    private const string Local = LocalHost.Pattern;

    private static readonly QuirkRow[] Rows =
    [
        // Servers of one's own: an unknown parameter is ignored, and the chat template decides what the rest means.
        new(Local, "", q => q with { TopK = true }),
        new(Local, "*thinking", q => q with { ThinkTags = ThinkTags.StartInside }),
        new(Local, "qwq", q => q with { ThinkTags = ThinkTags.StartInside }),
        new(Local, "deepseek-r1", q => q with { ThinkTags = ThinkTags.StartInside }),

        // Output limits.
        new("", "gpt-4-turbo", q => q with { MostTokens = 4_096 }),
        new("", "gpt-4o", q => q with { MostTokens = 16_384 }),
        new("", "gpt-4.1", q => q with { MostTokens = 32_768 }),
        new("", "gpt-5", q => q with { MostTokens = 128_000 }),
        new("", "gpt-6", q => q with { MostTokens = 128_000 }),
        new("", "o1", q => q with { MostTokens = 100_000 }),
        new("", "o3", q => q with { MostTokens = 100_000 }),
        new("", "o4", q => q with { MostTokens = 100_000 }),
        new("", "gemini-", q => q with { MostTokens = 65_536 }),
        new("", "glm-4.5", q => q with { MostTokens = 98_304 }),
        new("", "glm-4.6", q => q with { MostTokens = 131_072 }),
        new("", "qwen3-coder-plus", q => q with { MostTokens = 65_536 }),
        new("", "qwen3-max", q => q with { MostTokens = 65_536 }),

        // Families that are the same wherever they run.
        new("", "minimax-", q => q with { OneSystem = true }),
        new("", "deepseek-", q => q with { Replay = ReasoningReplay.Content }),
        new("", "mimo-", q => q with { Replay = ReasoningReplay.Content }),
        new("", "mistral-", Mistral),
        new("", "ministral-", Mistral),
        new("", "magistral-", Mistral),
        new("", "devstral-", Mistral),
        new("", "codestral-", Mistral),
        new("", "pixtral-", Mistral),
        new("", "grok-4", q => q with { MostStops = 0 }),
        new("", "grok-4.5", q => q with { Efforts = ["low", "medium", "high"] }),
        new("", "grok-build-", q => q with { MostStops = 0, Efforts = ["low", "medium", "high"] }),
        new("", "grok-3-mini", q => q with { MostStops = 0, Efforts = ["low", "high"] }),

        // OpenAI, and those who resell it.
        new("openai.com", "", q => q with { ThinkTags = ThinkTags.None, LongestId = 64 }),
        new("openai.com", "gpt-5.6", q => q with { Cache = CacheMarks.Breakpoint }),
        new("openai.com", "gpt-6", q => q with { Cache = CacheMarks.Breakpoint }),
        new("", "gpt-4o-search", q => q with { Sampling = false }),
        new("", "gpt-4o-mini-search", q => q with { Sampling = false }),
        new("", "gpt-5-search", q => q with { Sampling = false }),
        new("azure.com", "", q => q with { ThinkTags = ThinkTags.None, Identity = false }),
        new("githubcopilot.com", "", q => q with { ThinkTags = ThinkTags.None, CompletionTokens = true, Identity = false, LongestId = 64, Files = false }),
        new("githubcopilot.com", "claude-", q => q with { CompletionTokens = false, MostStops = 0, Prefill = Prefill.Refused }),

        // OpenRouter passes on what the route behind it understands.
        new("openrouter.ai", "", q => q with
        {
            Switch = ThinkingSwitch.Reasoning,
            Efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"],
            Replay = ReasoningReplay.Details,
            CompletionTokens = false,
            Identity = false,
            TopK = true,
        }),
        new("openrouter.ai", "anthropic/", q => q with { Cache = CacheMarks.CacheControl, Prefill = Prefill.Refused }),
        new("openrouter.ai", "google/", q => q with { Cache = CacheMarks.CacheControl, Prefill = Prefill.Refused }),
        new("openrouter.ai", "qwen/", q => q with { Cache = CacheMarks.CacheControl }),

        // Vendors' own doors.
        new("deepseek.com", "", q => q with { Switch = ThinkingSwitch.Type, Efforts = ["low", "high", "max"], Files = false, ParallelSwitch = false }),
        new("bigmodel.cn", "", ThinkingType),
        new("z.ai", "", ThinkingType),
        new("volces.com", "", ThinkingType),
        new("moonshot.cn", "", Kimi),
        new("moonshot.ai", "", Kimi),
        new("kimi.com", "", Kimi),
        new("xiaomimimo.com", "", q => q with { Switch = ThinkingSwitch.Type, Replay = ReasoningReplay.Content, Files = false }),
        new("minimax.io", "", MiniMax),
        new("minimaxi.com", "", MiniMax),
        new("aliyuncs.com", "", EnableThinking),
        new("modelscope.cn", "", EnableThinking),
        new("siliconflow.cn", "", EnableThinking),
        new("siliconflow.com", "", EnableThinking),
        new("mistral.ai", "", q => Mistral(q) with { Prefill = Prefill.Marked, StreamOptions = false, Files = false }),
        new("x.ai", "", q => q with { Files = false, ThinkTags = ThinkTags.None }),
        new("groq.com", "", q => q with { Files = false, Identity = false }),
        new("googleapis.com", "", q => q with { Efforts = ["low", "medium", "high"], Files = false, ParallelSwitch = false, Prefill = Prefill.Refused, ThinkTags = ThinkTags.None }),
    ];

    public static ChatQuirks Find(Uri address, string model)
    {
        var quirks = Start(ChatModels.Find(model));
        foreach (var row in Rows)
        {
            if (row.Fits(address, model))
                quirks = row.Apply(quirks);
        }

        return quirks;
    }

    private static ChatQuirks Start(ChatModel model) => new()
    {
        Efforts = model.Efforts,
        CompletionTokens = model.IsOpenAI,
        Developer = model.Reasons,
        Sampling = !model.Reasons,
        MostStops = model.Reasons ? 0 : 4,
        Identity = model.IsOpenAI,
        Images = model.SeesImages,
    };

    private static ChatQuirks Mistral(ChatQuirks q) => q with { LongestId = 9, ExactIds = true };

    private static ChatQuirks ThinkingType(ChatQuirks q) => q with { Switch = ThinkingSwitch.Type, Files = false, ParallelSwitch = false };

    private static ChatQuirks Kimi(ChatQuirks q) => q with { Switch = ThinkingSwitch.Type, Replay = ReasoningReplay.None, Files = false, ParallelSwitch = false };

    private static ChatQuirks EnableThinking(ChatQuirks q) => q with { Switch = ThinkingSwitch.Flag, Files = false };

    private static ChatQuirks MiniMax(ChatQuirks q) => q with
    {
        Switch = ThinkingSwitch.AdaptiveType,
        OneSystem = true,
        CompletionTokens = true,
        ParallelSwitch = false,
        Files = false,
    };
}
