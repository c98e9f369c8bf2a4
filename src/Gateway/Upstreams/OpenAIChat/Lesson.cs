using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Reads in an upstream's refusal what it does not take. The table names the parameter and what is done without it.</summary>
internal static partial class Lesson
{
    private const int Margin = 64;
    private const int LeastAnswer = 1024;

    private static readonly (string Parameter, Func<ChatQuirks, ChatQuirks> Without)[] Refusals =
    [
        ("temperature", q => q with { Sampling = false }),
        ("top_p", q => q with { Sampling = false }),
        ("top_k", q => q with { TopK = false }),
        ("stream_options", q => q with { StreamOptions = false }),
        ("parallel_tool_calls", q => q with { ParallelSwitch = false }),
        ("safety_identifier", q => q with { Identity = false }),
        ("prompt_cache_key", q => q with { Identity = false }),
        ("prompt_cache_breakpoint", q => q with { Cache = CacheMarks.None }),
        ("cache_control", q => q with { Cache = CacheMarks.None }),
        ("enable_thinking", q => q with { Switch = ThinkingSwitch.None }),
        ("thinking_budget", q => q with { Switch = ThinkingSwitch.None }),
        ("'thinking'", q => q with { Switch = ThinkingSwitch.None }),
        ("'reasoning'", q => q with { Switch = ThinkingSwitch.None, Efforts = [] }),
        ("reasoning_content", q => q with { Replay = ReasoningReplay.None }),
        ("reasoning_details", q => q with { Replay = ReasoningReplay.None }),
        ("'developer'", q => q with { Developer = false }),
        ("'stop'", q => q with { MostStops = 0 }),
        ("'file'", q => q with { Files = false }),
        ("'prefix'", q => q with { Prefill = Prefill.Refused }),
    ];

    /// <summary>The quirks as they must be after all; null where the refusal is about something else.</summary>
    public static ChatQuirks? Of(AnthropicError refusal, ChatQuirks known)
    {
        if (refusal.Status != 400)
            return null;
        var words = (refusal.UpstreamMessage ?? refusal.Message).Replace('"', '\'').Replace('`', '\'');
        if (ContextOverflow.Reword(words) is not null)
            return Room(words, known);
        var learned = Efforts(words, Tokens(words, Messages(words, known)));
        if (Refusing().IsMatch(words))
        {
            foreach (var (parameter, without) in Refusals)
            {
                if (words.Contains(parameter, StringComparison.OrdinalIgnoreCase))
                    learned = without(learned);
            }
        }

        if (ReasoningWanted().IsMatch(words))
            learned = learned with { Replay = ReasoningReplay.Content };
        return learned == known ? null : learned;
    }

    private static ChatQuirks Tokens(string words, ChatQuirks known)
    {
        if (UseCompletionTokens().IsMatch(words))
            return known with { CompletionTokens = true };
        if (Limit().Match(words) is { Success: true } limit && int.TryParse(limit.Groups[1].Value, CultureInfo.InvariantCulture, out var most) && most > 0)
            return known with { MostTokens = most };
        if (!Refusing().IsMatch(words))
            return known;
        if (words.Contains("max_completion_tokens", StringComparison.OrdinalIgnoreCase))
            return known with { CompletionTokens = false };
        return words.Contains("'max_tokens'", StringComparison.OrdinalIgnoreCase) ? known with { CompletionTokens = true } : known;
    }

    // The prompt fits; it is the answer that was asked for which does not.
    private static ChatQuirks? Room(string words, ChatQuirks known)
    {
        var found = Window().Match(words);
        return found.Success && int.TryParse(found.Groups[1].Value, CultureInfo.InvariantCulture, out var window) && int.TryParse(found.Groups[2].Value, CultureInfo.InvariantCulture, out var prompt)
            && window - prompt - Margin is >= LeastAnswer and var room && (known.MostTokens == 0 || room < known.MostTokens) ? known with { MostTokens = room } : null;
    }

    // Many name the words that they do know.
    private static ChatQuirks Efforts(string words, ChatQuirks known)
    {
        if (known.Efforts.Length == 0 || !EffortRefused().IsMatch(words))
            return known;
        var offered = Supported().Match(words) is { Success: true } list ? ChatEffort.Scale.Where(effort => list.Value.Contains($"'{effort}'", StringComparison.OrdinalIgnoreCase)).ToArray() : [];
        return offered.SequenceEqual(known.Efforts) ? known : known with { Efforts = offered };
    }

    private static ChatQuirks Messages(string words, ChatQuirks known)
    {
        if (OneSystem().IsMatch(words) && !words.Contains("developer", StringComparison.OrdinalIgnoreCase))
            known = known with { OneSystem = true };
        if (LastMessage().IsMatch(words))
            known = known with { Prefill = Prefill.Refused };
        if (NoNull().IsMatch(words))
            known = known with { EmptyContent = true };
        return NineLetters().IsMatch(words) ? known with { ExactIds = true, LongestId = 9 } : known;
    }

    [GeneratedRegex(@"unsupported|not support|unknown|unrecogni[sz]ed|unexpected|not permitted|not allowed|invalid|extra inputs|not one of|only the default|cannot be", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Refusing();

    [GeneratedRegex(@"use '?max_completion_tokens'?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UseCompletionTokens();

    [GeneratedRegex(@"(?:max_tokens|max_completion_tokens|completion tokens|output tokens).*?(?:at most|less than or equal to|<=|maximum(?: allowed)?(?: value)?(?: for '?\w+'?)?(?: is| of)?|\[\s*\d+\s*,|\d+\s*>)\s*'?(\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Limit();

    [GeneratedRegex(@"maximum context length is (\d+) tokens.*?(\d+) (?:input tokens|in the messages|prompt tokens|of text input)", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Window();

    [GeneratedRegex(@"reasoning_effort|reasoning\.effort", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EffortRefused();

    [GeneratedRegex(@"(supported values|allowed values|one of|must be).*", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Supported();

    [GeneratedRegex(@"system (message|role|prompt).*(beginning|first|start)|(only|multiple|more than one|single).*system (message|role|prompt)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OneSystem();

    [GeneratedRegex(@"expected last role|last message (must|should|has to|cannot)|must end with a user|assistant message prefill|response prefill", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LastMessage();

    [GeneratedRegex(@"content.*(\bnull\b|NoneType)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoNull();

    [GeneratedRegex(@"tool call id.*length of 9", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NineLetters();

    [GeneratedRegex(@"reasoning_content.*(must be|missing|passed back|required)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReasoningWanted();
}
