using System.Collections.Generic;
using System.Threading;

namespace ClaudeDesktop.Desktop.App;

/// <summary>Whoever restarts the app: is told what is waited for, is asked before a process is ended, and may give up.</summary>
public interface IRestartWatch
{
    /// <summary>Set when the user has had enough.</summary>
    CancellationToken Stopped { get; }

    /// <summary>Told again and again while something is waited for.</summary>
    void Waiting(string what);

    /// <summary>Whether processes that did not quit may be ended, with what was not saved in them.</summary>
    bool MayEnd(IReadOnlyList<int> processIds);
}
