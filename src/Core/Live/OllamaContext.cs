using System.Globalization;

namespace ClaudeDesktop.Live;

/// <summary>
/// How many tokens an Ollama gives a model. Neither of the doors that Claude Desktop can be led to takes that with a request, so it is the server's
/// setting or the model's own.
/// </summary>
internal static class OllamaContext
{
    /// <summary>Claude Desktop's instructions and tools alone can take half of that.</summary>
    public const long Least = 32_000;

    /// <summary>What agents should have.</summary>
    public const long Good = 65_536;

    public static string Advice { get; } = string.Format(
        CultureInfo.InvariantCulture,
        "Start Ollama with OLLAMA_CONTEXT_LENGTH={0} set (its app has a slider in its settings), or make models of {0} tokens: New-CDProvider -Preset Ollama -ContextLength {0}",
        Good);

    public static string Problem(string model, long tokens) => string.Format(
        CultureInfo.InvariantCulture, "Ollama serves '{0}' with room for {1} tokens, and forgets what goes beyond it: Claude Desktop's own instructions may already.", model, tokens);
}
