using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Tests.Gemini;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>Google's Gemini.</summary>
internal sealed class GeminiVendor() : Vendor(ApiFormat.Gemini, Gem.Third)
{
    private readonly List<string> _issued = [];

    public override string Answer(Turn turn, int number, bool isStreamed)
    {
        var parts = new List<string>();
        if (turn.Thought is { } thought)
            parts.Add($$"""{"text":{{Quote(thought)}},"thought":true}""");
        if (turn.Text is { } text)
            parts.Add($$"""{"text":{{Quote(text)}}}""");

        // Gemini gives ids or none as it likes, and of parallel calls only the first bears the signature.
        parts.AddRange(turn.Calls.Select((call, i) =>
            $$"""{"functionCall":{{{(number == 1 ? $"\"id\":\"{call.Id}\"," : "")}}"name":"{{call.Name}}","args":{{call.Input}}}{{(i == 0 ? $",\"thoughtSignature\":\"{Signature(number)}\"" : "")}}}"""));
        if (turn.Calls.Length > 0)
            _issued.Add(Signature(number));
        if (!isStreamed)
            return Gem.Chunk(string.Join(',', parts), "STOP");
        return string.Concat(parts.Select((part, i) => $"data: {Gem.Chunk(part, i == parts.Count - 1 ? "STOP" : null)}\r\n\r\n"));
    }

    public override string? Breach(JsonElement request) => new GeminiRules(_issued).Check(request);

    public override void CheckLast(JsonElement request)
    {
        var results = request.GetProperty("contents").EnumerateArray().SelectMany(content => content.GetProperty("parts").EnumerateArray())
            .Where(part => part.TryGetProperty("functionResponse", out _)).Select(part => part.GetProperty("functionResponse")).ToList();
        Assert.Equal("image/png", results[0].GetProperty("parts")[0].GetProperty("inlineData").GetProperty("mimeType").GetString());
        Assert.Equal("no such command", results[1].GetProperty("response").GetProperty("error").GetString());
        Assert.Equal("application/pdf", results[2].GetProperty("parts")[0].GetProperty("inlineData").GetProperty("mimeType").GetString());
    }
}
