using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.Gemini;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

public sealed class OpenApiSchemaTests
{
    [Theory]
    [InlineData("""{"$schema":"x","type":"object","properties":{"a":{"type":"string"}},"required":["a","gone"],"additionalProperties":false}""", """{"type":"OBJECT","properties":{"a":{"type":"STRING"}},"required":["a"]}""")]
    [InlineData("""{"properties":{"type":{"type":"string"},"enum":{"type":"number"},"$ref":{"type":"boolean"},"properties":{"type":"object","properties":{"const":{"type":"string"}}}}}""", """{"type":"OBJECT","properties":{"type":{"type":"STRING"},"enum":{"type":"NUMBER"},"$ref":{"type":"BOOLEAN"},"properties":{"type":"OBJECT","properties":{"const":{"type":"STRING"}}}}}""")]
    [InlineData("""{"type":["string","null"],"description":"d"}""", """{"type":"STRING","nullable":true,"description":"d"}""")]
    [InlineData("""{"type":["string","integer","null"]}""", """{"nullable":true,"anyOf":[{"type":"STRING"},{"type":"INTEGER"}]}""")]
    [InlineData("""{"const":"only"}""", """{"type":"STRING","enum":["only"]}""")]
    [InlineData("""{"const":5}""", """{"type":"NUMBER"}""")]
    [InlineData("""{"type":"string","enum":["","a",null,"a"]}""", """{"type":"STRING","nullable":true,"enum":["a"]}""")]
    [InlineData("""{"type":"string","enum":[""]}""", """{"type":"STRING"}""")]
    [InlineData("""{"type":"integer","enum":[1,2]}""", """{"type":"INTEGER"}""")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"null"}]}""", """{"nullable":true,"anyOf":[{"type":"STRING"}]}""")]
    [InlineData("""{"type":"integer","exclusiveMinimum":0,"maximum":9}""", """{"type":"INTEGER","maximum":9,"minimum":1}""")]
    [InlineData("""{"type":"string","format":"uri","pattern":"^a","maxLength":3}""", """{"type":"STRING","maxLength":3,"pattern":"^a"}""")]
    [InlineData("""{"type":"string","format":"date-time"}""", """{"type":"STRING","format":"date-time"}""")]
    [InlineData("""{"type":"array"}""", """{"type":"ARRAY","items":{"type":"STRING"}}""")]
    [InlineData("""{"type":"array","prefixItems":[{"type":"string"},{"type":"number"}]}""", """{"type":"ARRAY","items":{"anyOf":[{"type":"STRING"},{"type":"NUMBER"}]}}""")]
    [InlineData("""{"$defs":{"P":{"type":"object","properties":{"x":{"type":"number"}}}},"type":"object","properties":{"p":{"$ref":"#/$defs/P","description":"here"}}}""", """{"type":"OBJECT","properties":{"p":{"type":"OBJECT","description":"here","properties":{"x":{"type":"NUMBER"}}}}}""")]
    [InlineData("""{"allOf":[{"properties":{"a":{"type":"string"}},"required":["a"]},{"properties":{"b":{"type":"string"}},"required":["b"]}]}""", """{"type":"OBJECT","properties":{"a":{"type":"STRING"},"b":{"type":"STRING"}},"required":["a","b"]}""")]
    [InlineData("""{"type":"object","if":{},"then":{},"not":{},"patternProperties":{"^x":{}},"propertyNames":{"pattern":"x"},"dependentRequired":{}}""", """{"type":"OBJECT"}""")]
    [InlineData("""{"properties":{"any":{},"yes":true}}""", """{"type":"OBJECT","properties":{"any":{"type":"STRING"},"yes":{"type":"STRING"}}}""")]
    public void A_schema_is_said_in_the_subset(string schema, string expected) => Assert.Equal(expected, Write(schema));

    [Fact]
    public void A_schema_that_contains_itself_ends()
    {
        var written = Write("""{"$defs":{"N":{"type":"object","properties":{"left":{"$ref":"#/$defs/N"},"right":{"$ref":"#/$defs/N"},"loop":{"$ref":"#/properties/loop"}}}},"type":"object","properties":{"n":{"$ref":"#/$defs/N"},"loop":{"$ref":"#/properties/loop"},"self":{"$ref":"#"}}}""");
        Assert.InRange(written.Length, 100, 400_000);
    }

    private static string Write(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        using var output = new PooledBuffer();
        using (var json = new Utf8JsonWriter(output, JsonOptions.Write))
            new OpenApiSchema(document.RootElement).Write(json);
        JsonDocument.Parse(output.Memory).Dispose();
        return Encoding.UTF8.GetString(output.Span);
    }
}
