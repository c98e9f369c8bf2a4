using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>Where we go by what the servers take, not by the vendors' types. Each line is needed by a test.</summary>
internal static class FieldExceptions
{
    /// <summary>The host of an upstream on this machine.</summary>
    public const string Local = "127.0.0.1";

    private const string Unknown = "unknown member";

    public static readonly FieldException[] All =
    [
        // With store:false nothing is kept under an id, and the server looks in vain for one that it is shown: "Item with id 'rs_…' not found".
        new(ApiFormat.OpenAIResponses, "$.input[].id", "missing", ""),

        // DeepSeek refuses calls in its thinking mode that come back without the reasoning that led to them, wherever it runs.
        Chat("$.messages[].reasoning_content", Local + "/deepseek-"),

        // llama.cpp, vLLM, Ollama and OpenRouter sample by it; OpenAI has no such parameter.
        Chat("$.top_k", Local, "openrouter.ai"),

        // Each vendor's own switch for what OpenAI says by reasoning_effort alone.
        Chat("$.thinking", "api.deepseek.com", "open.bigmodel.cn", "api.moonshot.ai", "api.xiaomimimo.com", "api.minimax.io"),
        Chat("$.enable_thinking", "dashscope.aliyuncs.com"),
        Chat("$.thinking_budget", "dashscope.aliyuncs.com"),
        Chat("$.reasoning", "openrouter.ai"),

        // Without it MiniMax mixes what it thinks into what it says.
        Chat("$.reasoning_split", "api.minimax.io"),

        // OpenRouter hands Anthropic's own marks on to Anthropic.
        Chat("$.messages[].content[].cache_control", "openrouter.ai/anthropic/"),

        // Mistral goes on from an assistant's text only where it is marked as a beginning.
        Chat("$.messages[].prefix", "api.mistral.ai"),
    ];

    public static FieldException? For(ApiFormat format, string host, FieldProblem problem) => All.FirstOrDefault(one => one.Covers(format, host, problem));

    private static FieldException Chat(string path, params string[] hosts) => new(ApiFormat.OpenAIChat, path, Unknown, hosts);
}
