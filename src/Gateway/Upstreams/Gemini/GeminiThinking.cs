using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Writes how hard a model shall think: a level or a budget, whichever it knows, never both.</summary>
internal static class GeminiThinking
{
    private const int Dynamic = -1;
    private static readonly string[] Scale = ["MINIMAL", "LOW", "MEDIUM", "HIGH"];

    public static void Write(Utf8JsonWriter json, in MessageRequest request, GeminiModel model)
    {
        if (model.Levels.Length == 0 && model.MostBudget == 0)
            return;
        var level = Level(request, model);
        var budget = Budget(request, model);
        var shows = request.Thinking is not (null or "disabled") && request.Root.Find("thinking")?.Text("display") != "omitted";
        if (level is null && budget is null && request.Thinking is null)
            return;
        json.WriteStartObject("thinkingConfig"u8);
        if (level is not null)
            json.WriteString("thinkingLevel"u8, level);
        if (budget is { } tokens)
            json.WriteNumber("thinkingBudget"u8, tokens);
        json.WriteBoolean("includeThoughts"u8, shows);
        json.WriteEndObject();
    }

    private static string? Level(in MessageRequest request, GeminiModel model)
    {
        var place = request.Thinking == "disabled" ? 0 : request.Effort switch
        {
            "low" => 1,
            "medium" => 2,
            "high" or "xhigh" or "max" => 3,
            _ when request.Thinking == "enabled" => request.ThinkingBudget switch { null => -1, < 4_000 => 1, < 16_000 => 2, _ => 3 },
            _ => -1,
        };
        if (place < 0 || model.Levels.Length == 0)
            return null;

        // Between two levels the lower one: who asks for little does not want to pay for much.
        var best = model.Levels[0];
        foreach (var level in model.Levels)
        {
            if (Distance(level, place) < Distance(best, place))
                best = level;
        }

        return best;
    }

    private static int Distance(string level, int place) => Math.Abs(Array.IndexOf(Scale, level) - place);

    private static int? Budget(in MessageRequest request, GeminiModel model)
    {
        if (model.MostBudget == 0)
            return null;
        if (request.Thinking == "disabled")
            return model.MayNotThink ? 0 : model.LeastBudget;
        if (request.Thinking == "enabled" && request.ThinkingBudget is { } tokens)
            return Math.Clamp(tokens, model.LeastBudget, model.MostBudget);
        return request.Effort switch
        {
            "low" => 2_048,
            "medium" => 8_192,
            "high" => Dynamic,
            "xhigh" or "max" => model.MostBudget,
            _ => request.Thinking is null ? null : Dynamic,
        };
    }
}
