using System;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class BodyMergeTests
{
    [Theory]
    [InlineData("""{ "a" : 1.0e1 }""", """{"b":2}""", """{ "a" : 1.0e1 ,"b":2}""")]
    [InlineData("""{}""", """{"b":2,"c":{"d":null,"e":1}}""", """{"b":2,"c":{"e":1}}""")]
    [InlineData("""{"a":1,"b":[1, 2],"c":3}""", """{"b":{"x":1}}""", """{"a":1,"b":{"x":1},"c":3}""")]
    [InlineData("""{"a":{"x": 1,"y":"ä"},"z":0}""", """{"a":{"x":2,"w":"\u00fc"}}""", """{"a":{"x": 2,"y":"ä","w":"ü"},"z":0}""")]
    [InlineData("""{"a":1, "b":2}""", """{"a":null}""", """{"b":2}""")]
    [InlineData("""{"a":1, "b":2 }""", """{"b":null}""", """{"a":1 }""")]
    [InlineData("""{"a":1, "b":2 }""", """{"a":null,"b":null,"c":3}""", """{ "c":3}""")]
    [InlineData("""{"a":1,"b":2,"c":3}""", """{"b":null,"d":4}""", """{"a":1,"c":3,"d":4}""")]
    [InlineData("""{"a":{"b":{"c":1}}}""", """{"a":{"b":{"c":null}}}""", """{"a":{"b":{}}}""")]
    [InlineData("""{"a":[1]}""", """{"gone":null}""", """{"a":[1]}""")]
    [InlineData("""{"\u0061":1}""", """{"a":2}""", """{"\u0061":2}""")]
    [InlineData("""{"a":"\ud83d","b":1}""", """{"b":2}""", """{"a":"\ud83d","b":2}""")]
    [InlineData("""{"a":1,"a":2}""", """{"a":3}""", """{"a":3,"a":3}""")]
    [InlineData("""{"k":null}""", """{"k":{"x":1}}""", """{"k":{"x":1}}""")]
    public void What_is_added_is_merged_and_no_other_byte_changes(string body, string additions, string expected)
    {
        var merged = Encoding.UTF8.GetString(BodyMerge.Apply(Encoding.UTF8.GetBytes(additions), Encoding.UTF8.GetBytes(body)).Span);

        Assert.Equal(Squeezed(expected), Squeezed(merged));
        Assert.True(expected == merged || body.Contains(", ", StringComparison.Ordinal), merged);
    }

    [Theory]
    [InlineData("model")]
    [InlineData("MODEL")]
    [InlineData("messages")]
    [InlineData("input")]
    [InlineData("contents")]
    [InlineData("stream")]
    [InlineData("system")]
    [InlineData("systemInstruction")]
    [InlineData("instructions")]
    [InlineData("tools")]
    public void What_is_protected_is_left_out_also_where_somebody_else_wrote_the_store(string name)
    {
        var body = Encoding.UTF8.GetBytes("""{"model":"m","messages":[],"stream":true}""");
        var provider = Provider($$"""{"{{name}}":null,"temperature":1}""");

        Assert.Equal("""{"model":"m","messages":[],"stream":true,"temperature":1}""", Encoding.UTF8.GetString(BodyMerge.Apply(provider, body).Span));
    }

    [Fact]
    public void Nothing_is_copied_where_nothing_is_added()
    {
        ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes("""{"a":1}""");

        Assert.True(BodyMerge.Apply(Provider(null), body).Equals(body));
        Assert.True(BodyMerge.Apply(Provider("""{"b":null}"""), body).Equals(body));
    }

    [Fact]
    public void What_was_chosen_for_OpenRouter_wins_over_the_additions()
    {
        var provider = Provider("""{"provider":{"data_collection":"allow","sort":"price"}}""") with { BaseUri = new Uri("https://openrouter.ai/api"), ProviderOrder = ["anthropic"], DataPolicy = DataPolicy.Deny };
        var merged = JsonNode.Parse(BodyMerge.Apply(provider, Encoding.UTF8.GetBytes("""{"model":"m"}""")).Span)!;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"model":"m","provider":{"data_collection":"deny","sort":"price","order":["anthropic"]}}"""), merged), merged.ToJsonString());
    }

    [Fact]
    public void Thousands_of_bodies_are_merged_as_a_merge_patch_says()
    {
        var random = new Random(7396);
        for (var round = 0; round < 3000; round++)
        {
            var body = Object(random, 3, mayBeNull: false);
            var patch = Object(random, 3, mayBeNull: true);
            var merged = JsonNode.Parse(BodyMerge.Apply(Encoding.UTF8.GetBytes(patch.ToJsonString()), Encoding.UTF8.GetBytes(body.ToJsonString())).Span);
            Assert.True(JsonNode.DeepEquals(Patched(body, patch), merged), $"{body.ToJsonString()} and {patch.ToJsonString()} gave {merged?.ToJsonString()}");
        }
    }

    private static Provider Provider(string? additions) => new() { Id = "p", Name = "P", Mode = ProviderMode.Mapped, BaseUri = new Uri("https://api.example.com"), BodyAdditions = additions };

    private static string Squeezed(string json) => json.Replace(" ", "", StringComparison.Ordinal);

    private static JsonObject Object(Random random, int depth, bool mayBeNull)
    {
        var node = new JsonObject();
        foreach (var name in "abcd".Where(_ => random.Next(2) == 0))
            node[name.ToString()] = random.Next(depth == 0 ? 3 : 5) switch
            {
                0 => JsonValue.Create(random.Next(9)),
                1 => new JsonArray(1, 2),
                2 => mayBeNull ? null : JsonValue.Create("ä\"{"),
                _ => Object(random, depth - 1, mayBeNull),
            };
        return node;
    }

    // As RFC 7396 writes it.
    private static JsonNode Patched(JsonNode? target, JsonNode patch)
    {
        if (patch is not JsonObject changes)
            return patch.DeepClone();
        var result = target is JsonObject known ? known.DeepClone().AsObject() : [];
        foreach (var (name, value) in changes)
        {
            if (value is null)
                result.Remove(name);
            else
                result[name] = Patched(result[name], value);
        }

        return result;
    }
}
