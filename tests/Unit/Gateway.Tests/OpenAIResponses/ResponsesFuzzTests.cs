using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

/// <summary>Streams that no upstream should send: no crash, no hang, and whatever comes out keeps the grammar.</summary>
public sealed class ResponsesFuzzTests
{
    private const int Rounds = 5_000;

    private static readonly string[] Events =
    [
        Wire.Created,
        Wire.Added(0, Wire.Reasoning(null)), Wire.Summary(0, "Hm"), Wire.Summary(0, "so", 1), Wire.Done(0, Wire.Reasoning("e", "Hm")),
        Wire.Added(1, Wire.Message()), Wire.Text(1, "Grüße \ud83c\udf0d"), Wire.Text(1, "two", 1), Wire.Done(1, Wire.Message("Grüße \ud83c\udf0dtwo")),
        Wire.Added(2, Wire.Call("c1", "look")), Wire.Arguments(2, "{\"a\":"), Wire.Arguments(2, "1}"), Wire.Done(2, Wire.Call("c1", "look", "{\"a\":1}")),
        Wire.Added(3, Wire.Call("c1", "look")), Wire.Done(3, """{"type":"function_call","call_id":"c9","name":"run","arguments":{"b":[1]}}"""),
        Wire.Added(4, """{"type":"web_search_call","id":"ws"}"""), Wire.Done(4, """{"type":"web_search_call","id":"ws","action":{"type":"search","queries":["q",1],"sources":[{"url":"https://a.example"},7]}}"""),
        """{"type":"response.output_text.annotation.added","output_index":1,"annotation":{"type":"url_citation","url":"https://b.example","title":null}}""",
        """{"type":"response.output_text.done","output_index":1,"content_index":0,"text":"Grüße \ud83c\udf0d and more"}""",
        """{"type":"response.refusal.delta","delta":"No."}""",
        """{"type":"keepalive"}""",
        "[DONE]",
    ];

    private static readonly string[] Ends = [Wire.Completed(), Wire.Completed(Wire.Message("whole")), Wire.Incomplete("max_output_tokens"), Wire.Failed("server_error", "x"), """{"type":"error","message":"y"}""", ""];

    [Fact]
    public void Mutated_streams_do_no_harm()
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var bytes = Mutate(new Random(seed));
            var random = new Random(seed);
            try
            {
                Translated.Read(bytes, () => random.Next(1, 64));
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {seed}: {e}\n{Encoding.UTF8.GetString(bytes)}");
            }
        }
    }

    private static byte[] Mutate(Random random)
    {
        List<string> events = [.. Events, Ends[random.Next(Ends.Length)]];
        for (var i = random.Next(4); i >= 0; i--)
        {
            var place = random.Next(events.Count);
            switch (random.Next(4))
            {
                case 0:
                    events.RemoveAt(place);
                    break;
                case 1:
                    events.Insert(random.Next(events.Count), events[place]);
                    break;
                case 2:
                    (events[place], events[0]) = (events[0], events[place]);
                    break;
                default:
                    events[place] = Mutate(events[place], random);
                    break;
            }
        }

        var bytes = Encoding.UTF8.GetBytes(string.Concat(events.Select(happened => $"data: {happened}\n\n")));
        if (random.Next(3) == 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static string Mutate(string happened, Random random)
    {
        string[] values = ["null", "-1", "1e999", "\"\\ud800\"", "[]", "{}", "true", "\"\"", "99999999999"];
        var colons = Enumerable.Range(0, happened.Length).Where(at => happened[at] == ':').ToList();
        if (colons.Count == 0)
            return "{";
        var colon = colons[random.Next(colons.Count)] + 1;
        var end = happened.AsSpan(colon).IndexOfAny(',', '}');
        return end < 0 ? happened[..colon] : string.Concat(happened.AsSpan(0, colon), values[random.Next(values.Length)], happened.AsSpan(colon + end));
    }
}
