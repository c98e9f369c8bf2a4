using System;
using System.Collections.Generic;
using System.Text;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Tests.Allocation;

/// <summary>One kind of a stream, whose events are repeated.</summary>
/// <param name="Format">Who speaks.</param>
/// <param name="Events">What is repeated, byte for byte.</param>
/// <param name="Becomes">What of it the client must be told.</param>
internal sealed record SteadyCase(ApiFormat Format, byte[][] Events, string Becomes)
{
    public string Request { get; init; } = Bodies.AskStream;

    /// <summary>What comes before them.</summary>
    public IReadOnlyList<string> Opening { get; init; } = [];

    /// <summary>What comes behind them, where something is kept until then.</summary>
    public string Closing { get; init; } = "";

    /// <summary>The bytes that are allocated where nothing is waited for any more; behind one whole stream of the kind, so that the pool has what is taken from it.</summary>
    public long Allocated()
    {
        Run();
        return Run();
    }

    private long Run()
    {
        using var translation = new InMemory(Format, Encoding.UTF8.GetBytes(Request));
        using var output = new PooledBuffer();
        using var answer = translation.Writer(output);
        using var reader = translation.Reader(answer);
        foreach (var json in Opening)
            reader.Feed(Steady.Event(json));
        var told = Becomes.Length == 0;
        var wanted = Encoding.UTF8.GetBytes(Becomes);
        var allocated = Steady.Count(Events, bytes =>
        {
            reader.Feed(bytes);
            told = told || output.Span.IndexOf(wanted) >= 0;
            output.Clear();
        });
        if (!told || answer.IsOver)
            throw new InvalidOperationException($"The stream never became '{Becomes}'.");
        if (Closing.Length > 0)
        {
            reader.Feed(Steady.Event(Closing));
            reader.End();
        }

        return allocated;
    }
}
