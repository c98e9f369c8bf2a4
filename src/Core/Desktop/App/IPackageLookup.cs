using System.Collections.Generic;

namespace ClaudeDesktop.Desktop.App;

/// <summary>What Windows knows about the packages of a family that are installed for this user.</summary>
internal interface IPackageLookup
{
    /// <summary>The full name and the folder of each. The folder need not be readable.</summary>
    IEnumerable<(string FullName, string Folder)> Find(string family);
}
