using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

/// <summary>Broken streams: whatever comes, what the client gets keeps the rules. <c>CLAUDEDESKTOP_FUZZ</c> sets how many.</summary>
public sealed class GeminiFuzzTests
{
    private const int Quick = 5_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly string[] Seeds =
    [
        string.Concat(new[] { Gem.Text("Grüße 🌍"), Gem.Chunk("""{"text":"Hm","thought":true},{"text":"","thoughtSignature":"QUJD"}"""), Gem.Chunk(Gem.Call("look", """{"a":[1,{"b":null}]}""", ""","thoughtSignature":"QUJD" """) + "," + Gem.Call("look"), "STOP") }.Select(Frame)),
        string.Concat(new[] { Gem.Chunk("""{"functionCall":{"name":"cook","willContinue":true}}"""), Gem.Chunk("""{"functionCall":{"partialArgs":[{"jsonPath":"$.a.b[0]['c']","stringValue":"x","willContinue":true},{"jsonPath":"$.n","numberValue":1.5}],"willContinue":true}}"""), Gem.Chunk("""{"functionCall":{}}""", "STOP") }.Select(Frame)),
        string.Concat(new[] { Gem.Chunk("""{"executableCode":{"language":"PYTHON","code":"1"}},{"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"1"}},{"inlineData":{"mimeType":"image/png","data":"AA"}},{"toolCall":{}}"""), Gem.Chunk("""{"text":"It rains."}""", "STOP", ""","groundingMetadata":{"webSearchQueries":["q"],"groundingChunks":[{"web":{"uri":"https://a","title":"a"}}]}""") }.Select(Frame)),
        $"[{Gem.Text("a")},\n{Gem.Text("b", "MAX_TOKENS")}]",
        """{"promptFeedback":{"blockReason":"SAFETY","blockReasonMessage":"no"},"usageMetadata":{"promptTokenCount":8}}""",
        """[{"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"1s"}]}}]""",
    ];

    private static readonly string[] Grafts =
        ["{", "}", "[", "]", "\"", "\\", "\\ud800", "\n\n", "\r", "data: ", "null", "-1", "1e999", "\u0000", "true", "\"functionCall\":", "\"willContinue\":true,", "\"args\":7", "$.[", "['", "[999999]", "\"finishReason\":\"OTHER\",", "\"parts\":{}", "\"text\":[],", "\uFEFF", "[DONE]"];

    [Fact]
    public void Mutated_streams_break_nothing()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("CLAUDEDESKTOP_FUZZ"), out var wanted) ? wanted : Quick;
        for (var seed = 0; seed < count; seed++)
        {
            var stream = Mutate(new Random(seed));
            var watch = Stopwatch.StartNew();
            try
            {
                var pieces = Cut(stream, new Random(seed));
                SseGrammar.Check(Wiretap.Stream(pieces));
                Wiretap.Message(pieces);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}\n{Encoding.UTF8.GetString(stream)}", e);
            }

            Assert.True(watch.Elapsed < Patience, $"Seed {seed} took {watch.Elapsed}.");
        }
    }

    private static string Frame(string chunk) => $"data: {chunk}\n\n";

    private static byte[] Mutate(Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]).ToList();
        for (var changes = random.Next(1, 6); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Grafts[random.Next(Grafts.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at)));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }

    private static List<ReadOnlyMemory<byte>> Cut(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        return [bytes.AsMemory(0, at), bytes.AsMemory(at)];
    }
}
