using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Questions to several providers at once: so many under way and no more, the answers in the order in which they come.</summary>
internal sealed class ParallelQuestions<T>(CancellationToken stop)
{
    private readonly List<(Provider Provider, Task<T> Answer)> _underWay = [];

    /// <summary>How many were asked so far.</summary>
    public int Asked { get; private set; }

    /// <summary>How many of them have answered.</summary>
    public int Answered => Asked - _underWay.Count;

    /// <summary>Who has not answered yet.</summary>
    public IReadOnlyList<Provider> Waiting => [.. _underWay.Select(item => item.Provider)];

    public void Start(Provider provider, Func<Task<T>> question)
    {
        _underWay.Add((provider, Task.Run(question)));
        Asked++;
    }

    /// <summary>The next answer that is there; null where none comes within that time.</summary>
    /// <exception cref="OperationCanceledException">The questions were stopped.</exception>
    public Task<T>? Next(TimeSpan patience)
    {
        stop.ThrowIfCancellationRequested();
        var found = Task.WaitAny([.. _underWay.Select(item => item.Answer)], (int)patience.TotalMilliseconds, stop);
        if (found < 0)
            return null;
        var answer = _underWay[found].Answer;
        _underWay.RemoveAt(found);
        return answer;
    }

    /// <summary>Ends when nothing is under way any more, however it went.</summary>
    public Task EndAsync() => Task.WhenAll(_underWay.Select(item => item.Answer));
}
