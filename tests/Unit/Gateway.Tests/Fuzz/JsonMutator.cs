using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClaudeDesktop.Gateway.Tests.Fuzz;

/// <summary>Changes JSON that knows what it is: drops, swaps, repeats and replaces members and items.</summary>
internal sealed class JsonMutator(Random random)
{
    // Stand for what a tree of nodes cannot hold, and are replaced in the text.
    private const string Mark = "@@raw";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    private static readonly string[] Raw =
    [
        "1e999", "-1", "1.5", "99999999999999999999999", "-9223372036854775808", "0.1e-400", "\"\\ud83d\"", "\"\\udc00x\\ud800\"", "\"\\u0000\"", "{\"a\":1,\"a\":2}",
        Nested(60), Nested(250), Nested(300), "[]", "{}", "true", "null", "\"\"", "0",
    ];

    private static readonly string[] Words =
    [
        "", " ", "stop", "error", "tool_calls", "text", "tool_use", "tool_result", "thinking", "image", "document", "system", "assistant", "user", "base64", "url", "[DONE]", "\n\n", "data: x",
        "x-anthropic-billing-header: y", "cdps.1.chat..", "claude-sonnet-5", "STOP", "in_progress", "completed", "response.completed", "response.failed", "function_call", "😀", new('y', 3_000),
    ];

    public string Mutate(string json, int times)
    {
        try
        {
            return MutateTree(json, times);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // Broken enough by an earlier turn to be no tree any more.
            return json;
        }
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private string MutateTree(string json, int times)
    {
        var root = JsonNode.Parse(json)!;
        var raws = new List<string>();
        for (var i = 0; i < times; i++)
            Once(root, raws);
        var text = root.ToJsonString(Relaxed);
        for (var i = 0; i < raws.Count; i++)
            text = text.Replace($"\"{Mark}{i}@\"", raws[i], StringComparison.Ordinal);
        return text;
    }

    private void Once(JsonNode root, List<string> raws)
    {
        var places = Places(root).ToList();
        if (places.Count == 0)
            return;
        var place = places[random.Next(places.Count)];
        var other = places[random.Next(places.Count)];
        switch (random.Next(8))
        {
            case 0:
                place.Remove();
                break;
            case 1:
                place.Repeat(random);
                break;
            case 2:
                place.Set(other.Value?.DeepClone());
                break;
            case 3:
                place.Set(JsonValue.Create(Words[random.Next(Words.Length)]));
                break;
            case 4:
                place.Rename(other.Key ?? "type");
                break;
            case 5:
                place.Set(new JsonArray(place.Value?.DeepClone(), place.Value?.DeepClone()));
                break;
            case 6:
                place.Set(new JsonObject { ["type"] = Words[random.Next(Words.Length)], ["text"] = place.Value?.DeepClone() });
                break;
            default:
                place.Set(JsonValue.Create($"{Mark}{raws.Count}@"));
                raws.Add(Raw[random.Next(Raw.Length)]);
                break;
        }
    }

    private static IEnumerable<JsonPlace> Places(JsonNode node)
    {
        var here = node switch
        {
            JsonObject members => members.Select(member => new JsonPlace(members, member.Key, -1)),
            JsonArray items => items.Select((_, index) => new JsonPlace(items, null, index)),
            _ => [],
        };
        return here.ToList().SelectMany(place => place.Value is { } child ? Places(child).Prepend(place) : [place]);
    }
}
