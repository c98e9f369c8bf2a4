using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

/// <summary>Puts a piece of text into a call's input, in another way than the gateway does.</summary>
internal static class Pieces
{
    public static string Put(string call, string path, string text)
    {
        var space = call.IndexOf(' ', StringComparison.Ordinal);
        var root = JsonNode.Parse(call[(space + 1)..])!;
        var steps = path[2..].Replace("[", ".[", StringComparison.Ordinal).Split('.').ToList();
        var node = root;
        for (var i = 0; i < steps.Count - 1; i++)
            node = Step(node, steps[i], () => steps[i + 1][0] == '[' ? new JsonArray() : new JsonObject());
        var last = Step(node, steps[^1], () => JsonValue.Create(""));
        last.ReplaceWith(JsonValue.Create(last.GetValue<string>() + text));
        return $"{call[..space]} {JsonSerializer.Serialize(root)}";
    }

    private static JsonNode Step(JsonNode node, string step, Func<JsonNode> make)
    {
        if (step[0] != '[')
            return node[step] ?? (node[step] = make());
        var array = node.AsArray();
        var index = int.Parse(step[1..^1], System.Globalization.CultureInfo.InvariantCulture);
        while (array.Count <= index)
            array.Add(make());
        return array[index]!;
    }
}
