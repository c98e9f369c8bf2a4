using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Anthropic.Models.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

/// <summary>Every recorded answer arrives as what it says, however it is cut, and whether a stream is asked for or not.</summary>
public sealed class GeminiCorpusTests
{
    [Fact]
    public void Every_recording_arrives_as_what_it_says() => ForEach(file => Check(file, [GeminiCorpus.Bytes(file)]));

    [Fact]
    public void Every_recording_arrives_byte_by_byte() => ForEach(file => Check(file, Cut(GeminiCorpus.Bytes(file), () => 1)));

    [Fact]
    public void Every_recording_arrives_cut_at_random()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 3; round++)
            ForEach(file => Check(file, Cut(GeminiCorpus.Bytes(file), () => random.Next(1, 400))));
    }

    [Fact]
    public void Every_recording_that_breaks_off_is_an_error_or_says_what_came() => ForEach(file =>
    {
        var bytes = GeminiCorpus.Bytes(file);
        for (var part = 1; part < 8; part++)
            SseGrammar.Check(Wiretap.Stream([bytes.AsMemory(0, bytes.Length * part / 8)]));
    });

    private static void ForEach(Action<string> check)
    {
        GeminiCorpus.Require();
        var files = GeminiCorpus.Files().ToList();
        Assert.True(files.Count > 60, $"Only {files.Count} recordings were found.");
        foreach (var file in files)
        {
            try
            {
                check(file);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{Path.GetFileName(file)}: {e.Message}", e);
            }
        }
    }

    private static void Check(string file, IReadOnlyCollection<ReadOnlyMemory<byte>> pieces)
    {
        var expected = new Recording(GeminiCorpus.Chunks(file));
        var items = SseGrammar.Check(Wiretap.Stream(pieces));
        if (expected.IsError)
        {
            Assert.Equal("error", items[^1].Name);
            return;
        }

        Validate(items);
        Assert.Equal(expected.Text, Bodies.AllText(items));
        Assert.Equal(expected.Thoughts, Bodies.Joined(items, "thinking"));
        Assert.Equal(expected.Calls, Bodies.Calls(items).Select(call => $"{call.Name} {Canonical(call.Input)}"));
        Assert.Equal(expected.Calls.Count > 0 ? "tool_use" : "end_turn", Bodies.StopReason(items));
        var usage = items[^2].Data.GetProperty("usage");
        Assert.Equal(expected.Input, usage.GetProperty("input_tokens").GetInt64());
        Assert.Equal(expected.Output, usage.GetProperty("output_tokens").GetInt64());

        var message = Wiretap.Message(pieces)!.Value;
        var texts = message.GetProperty("content").EnumerateArray().Where(block => block.GetProperty("type").GetString() == "text").Select(block => block.GetProperty("text").GetString());
        Assert.Equal(expected.Text, string.Concat(texts));
        Assert.Equal(usage.GetRawText(), message.GetProperty("usage").GetRawText());
    }

    // As Anthropic's own client reads them.
    private static void Validate(List<SseItem> items)
    {
        foreach (var item in items.Where(item => item.Name is not ("ping" or "error")))
            JsonSerializer.Deserialize<RawMessageStreamEvent>(item.Data)!.Validate();
    }

    private static string Canonical(string json) => JsonSerializer.Serialize(Gem.Json(json));

    private static List<ReadOnlyMemory<byte>> Cut(byte[] bytes, Func<int> length)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (var start = 0; start < bytes.Length;)
        {
            var size = Math.Min(length(), bytes.Length - start);
            pieces.Add(bytes.AsMemory(start, size));
            start += size;
        }

        return pieces;
    }

    /// <summary>What a recording says.</summary>
    private sealed class Recording
    {
        public Recording(List<JsonElement> chunks)
        {
            IsError = chunks.Exists(chunk => chunk.TryGetProperty("error", out _));
            foreach (var part in chunks.SelectMany(Parts))
                Take(part);
            long Number(string name) => chunks.Select(chunk => chunk.TryGetProperty("usageMetadata", out var usage) && usage.TryGetProperty(name, out var number) ? number.GetInt64() : -1).LastOrDefault(number => number >= 0, 0);
            Input = Number("promptTokenCount") - Number("cachedContentTokenCount") + Number("toolUsePromptTokenCount");
            Output = Number("candidatesTokenCount") + Number("thoughtsTokenCount");
        }

        public bool IsError { get; }

        public string Text { get; private set; } = "";

        public string Thoughts { get; private set; } = "";

        public List<string> Calls { get; } = [];

        public long Input { get; }

        public long Output { get; }

        private static IEnumerable<JsonElement> Parts(JsonElement chunk) =>
            chunk.TryGetProperty("candidates", out var candidates) && candidates[0].TryGetProperty("content", out var content) && content.TryGetProperty("parts", out var parts) ? parts.EnumerateArray() : [];

        private void Take(JsonElement part)
        {
            if (part.TryGetProperty("text", out var text) && part.TryGetProperty("thought", out var thought) && thought.GetBoolean())
                Thoughts += text.GetString();
            else if (part.TryGetProperty("text", out text))
                Text += text.GetString();
            else if (part.TryGetProperty("functionCall", out var call))
                TakeCall(call);
        }

        // Pieces of strings at simple paths are all that the recordings have of calls in pieces.
        private void TakeCall(JsonElement call)
        {
            if (call.TryGetProperty("name", out var name))
                Calls.Add($"{name.GetString()} {(call.TryGetProperty("args", out var args) ? Canonical(args.GetRawText()) : "{}")}");
            if (!call.TryGetProperty("partialArgs", out var pieces))
                return;
            foreach (var piece in pieces.EnumerateArray())
                Calls[^1] = Pieces.Put(Calls[^1], piece.GetProperty("jsonPath").GetString()!, piece.GetProperty("stringValue").GetString()!);
        }
    }
}
