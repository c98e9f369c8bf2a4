using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

/// <summary>What Gemini refuses in a request: fields that its types do not have, unanswered calls, and steps without their signature.</summary>
internal sealed class GeminiRules(IReadOnlyCollection<string> signatures)
{
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["request"] = ["contents", "systemInstruction", "tools", "toolConfig", "generationConfig", "safetySettings", "cachedContent"],
        ["content"] = ["role", "parts"],
        ["part"] = ["text", "thought", "thoughtSignature", "inlineData", "fileData", "functionCall", "functionResponse"],
        ["inlineData"] = ["mimeType", "data", "displayName"],
        ["fileData"] = ["mimeType", "fileUri", "displayName"],
        ["functionCall"] = ["id", "name", "args"],
        ["functionResponse"] = ["id", "name", "response", "parts"],
        ["tool"] = ["functionDeclarations", "googleSearch", "urlContext", "codeExecution"],
        ["functionDeclaration"] = ["name", "description", "parametersJsonSchema", "parameters"],
        ["generationConfig"] = ["maxOutputTokens", "temperature", "topP", "topK", "stopSequences", "responseMimeType", "responseJsonSchema", "thinkingConfig"],
        ["thinkingConfig"] = ["includeThoughts", "thinkingLevel", "thinkingBudget"],
    };

    /// <summary>The first thing that is wrong; null where there is none.</summary>
    public string? Check(JsonElement request)
    {
        var contents = request.GetProperty("contents").EnumerateArray().ToList();
        return Fields("request", request)
            ?? (request.TryGetProperty("generationConfig", out var config) ? Fields("generationConfig", config) ?? Member(config, "thinkingConfig") : null)
            ?? (request.TryGetProperty("tools", out var tools) ? First(tools, CheckTool) : null)
            ?? Turns(contents)
            ?? Ids(contents)
            ?? contents.Select(CheckContent).FirstOrDefault(problem => problem is not null)
            ?? contents.Select((content, i) => CheckStep(content, i + 1 < contents.Count ? contents[i + 1] : null)).FirstOrDefault(problem => problem is not null);
    }

    private static string? Turns(List<JsonElement> contents)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            if (contents[i].GetProperty("role").GetString() != (i % 2 == 0 ? "user" : "model"))
                return $"contents[{i}] has the wrong role";
        }

        return contents.Count % 2 == 1 ? null : "the model has the last word";
    }

    private static string? Ids(List<JsonElement> contents)
    {
        var ids = contents.SelectMany(content => Parts(content, "functionCall")).Select(Id).OfType<string>().ToList();
        if (ids.Distinct(StringComparer.Ordinal).Count() < ids.Count)
            return "a call id stands twice";
        var lonely = contents.Where((content, i) => Parts(content, "functionResponse").Count > 0 && (i == 0 || Parts(contents[i - 1], "functionCall").Count == 0));
        return lonely.Any() ? "a function response has no call" : null;
    }

    private static string? CheckTool(JsonElement tool) =>
        Fields("tool", tool) ?? (tool.TryGetProperty("functionDeclarations", out var functions) ? First(functions, function => Fields("functionDeclaration", function)) : null);

    private static string? CheckContent(JsonElement content) =>
        Fields("content", content) ?? (content.GetProperty("parts").GetArrayLength() == 0 ? "a content is empty" : First(content.GetProperty("parts"), CheckPart));

    private static string? CheckPart(JsonElement part) =>
        Fields("part", part) ?? Member(part, "inlineData") ?? Member(part, "fileData") ?? Member(part, "functionCall") ?? Member(part, "functionResponse")
        ?? (part.TryGetProperty("text", out var text) && text.GetString()!.Length == 0 ? "a text is empty" : null);

    private string? CheckStep(JsonElement content, JsonElement? next)
    {
        var calls = Parts(content, "functionCall");
        if (calls.Count == 0)
            return null;
        var signed = content.GetProperty("parts").EnumerateArray().First(part => part.TryGetProperty("functionCall", out _));
        if (!signed.TryGetProperty("thoughtSignature", out var signature) || !signatures.Contains(signature.GetString()))
            return "the first function call of a step is missing its thought_signature";
        var answers = next is { } found ? found.GetProperty("parts").EnumerateArray().Take(calls.Count).ToList() : [];
        for (var i = 0; i < calls.Count; i++)
        {
            if (answers.Count <= i || !answers[i].TryGetProperty("functionResponse", out var answer) || answer.GetProperty("name").GetString() != calls[i].GetProperty("name").GetString())
                return $"call {i} is not answered in its place";
            if (Id(answer) != Id(calls[i]))
                return $"call {i} and its answer have different ids";
        }

        return next is { } behind && Parts(behind, "functionResponse").Count == calls.Count ? null : "the number of function responses is not that of the calls";
    }

    private static string? Id(JsonElement owner) => owner.TryGetProperty("id", out var id) ? id.GetString() : null;

    private static List<JsonElement> Parts(JsonElement content, string kind) =>
        [.. content.GetProperty("parts").EnumerateArray().Where(part => part.TryGetProperty(kind, out _)).Select(part => part.GetProperty(kind))];

    private static string? First(JsonElement items, Func<JsonElement, string?> check) => items.EnumerateArray().Select(check).FirstOrDefault(problem => problem is not null);

    private static string? Member(JsonElement owner, string name) => owner.TryGetProperty(name, out var member) ? Fields(name, member) : null;

    private static string? Fields(string type, JsonElement value) =>
        value.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !Known[type].Contains(name)) is { } unknown ? $"Unknown name \"{unknown}\" at '{type}'" : null;
}
