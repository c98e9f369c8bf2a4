using System.Collections.Generic;
using System.Threading;
using ClaudeDesktop.Desktop.App;

namespace ClaudeDesktop.Tests.Desktop.App;

/// <summary>Whoever restarts the app in a test.</summary>
internal sealed class PatientWatch(bool mayEnd = false) : IRestartWatch
{
    public CancellationTokenSource Stop { get; } = new();

    public bool StopWhenWaiting { get; init; }

    public IReadOnlyList<int> Asked { get; private set; } = [];

    public CancellationToken Stopped => Stop.Token;

    public void Waiting(string what)
    {
        if (StopWhenWaiting)
            Stop.Cancel();
    }

    public bool MayEnd(IReadOnlyList<int> processIds)
    {
        Asked = processIds;
        return mayEnd;
    }
}
