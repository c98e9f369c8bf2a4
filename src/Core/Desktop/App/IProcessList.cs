using System;
using System.Collections.Generic;

namespace ClaudeDesktop.Desktop.App;

/// <summary>The processes of this user, on one kind of system.</summary>
internal interface IProcessList
{
    /// <summary>Those that run a program of interest. Other users' are never among them.</summary>
    IReadOnlyList<AppProcess> Read(Func<string, bool> isOfInterest);
}
