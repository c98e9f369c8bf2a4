using System;
using System.Linq;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>How hard a model shall think, in the nearest of the words that it knows.</summary>
internal static class ChatEffort
{
    public static readonly string[] Scale = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

    /// <summary>The effort to ask for, the harder of two that are as near, or null to leave it to the model.</summary>
    public static string? Choose(in MessageRequest request, ChatModel model) => Choose(request, model.Efforts);

    public static string? Choose(in MessageRequest request, string[] efforts)
    {
        if (efforts.Length == 0)
            return null;
        var wanted = request.Thinking == "disabled" ? "none" : request.Effort ?? FromBudget(request);
        var place = Array.IndexOf(Scale, wanted);
        return place < 0 ? null : efforts.MinBy(effort => (Math.Abs(Place(effort) - place), -Place(effort)));
    }

    private static int Place(string effort) => Array.IndexOf(Scale, effort);

    private static string? FromBudget(in MessageRequest request) => request.Thinking != "enabled" ? null : request.ThinkingBudget switch
    {
        null => null,
        < 4_000 => "low",
        < 16_000 => "medium",
        < 32_000 => "high",
        _ => "xhigh",
    };
}
