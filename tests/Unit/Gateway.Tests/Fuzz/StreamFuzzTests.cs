using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Fuzz;

public sealed class StreamFuzzTests
{
    // The shortest delta that an upstream can send is a few bytes, and each becomes an event with its frame.
    private const int MostOutputPerByte = 64;
    private const int MostAllocatedPerByte = 400;
    private const int AlwaysAllowed = 1 << 20;

    private static readonly byte[] Ask = Encoding.UTF8.GetBytes(Bodies.AskStream);

    [Theory]
    [InlineData(ApiFormat.OpenAIChat)]
    [InlineData(ApiFormat.OpenAIResponses)]
    [InlineData(ApiFormat.Gemini)]
    public async Task A_broken_answer_ends_as_a_sound_stream_or_message_or_as_an_error(ApiFormat format)
    {
        var seeds = StreamSeeds.Of(format);
        await FuzzRun.ShareAsync($"answers of {format}", 20, random =>
        {
            Check(format, seeds, random);
            return Task.CompletedTask;
        });
    }

    private static void Check(ApiFormat format, IReadOnlyList<string[]> seeds, Random random)
    {
        var mutator = new StreamMutator(random);
        var seed = seeds[random.Next(seeds.Count)];
        var bytes = mutator.Mutate(seed, asDocument: seed.Length == 1);
        var pieces = mutator.Cut(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        string stream;
        using (var translation = new InMemory(format, Ask))
            stream = translation.Stream(pieces);
        using (var translation = new InMemory(format, Ask))
            MessageGrammar.Check(translation.Gather(pieces));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        SseGrammar.Check(stream);
        Assert.InRange(stream.Length, 1, AlwaysAllowed + (bytes.LongLength * MostOutputPerByte));
        Assert.InRange(allocated, 0, AlwaysAllowed + (bytes.LongLength * MostAllocatedPerByte));
    }
}
