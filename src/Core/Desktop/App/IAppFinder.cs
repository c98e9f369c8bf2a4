using System.Collections.Generic;

namespace ClaudeDesktop.Desktop.App;

/// <summary>Finds Claude Desktop on one kind of system. Runs nothing that is found.</summary>
internal interface IAppFinder
{
    /// <summary>Every install of this user, the one that a launch would take first.</summary>
    IReadOnlyList<InstalledApp> Find();
}
