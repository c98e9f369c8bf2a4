using System;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>A provider that a source describes, or the reason why none can be made of it.</summary>
/// <param name="Id">The id that it gets.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Source">The file that it was read from.</param>
public sealed record ImportCandidate(string Id, string Name, string Source)
{
    /// <summary>Null where none can be made.</summary>
    public Provider? Provider { get; init; }

    /// <summary>Why no provider can be made, or what is left to do.</summary>
    public string? Reason { get; init; }

    internal string? Key { get; init; }

    /// <summary>The candidate as it is over a provider that exists, where the source says only a part; null where it says everything.</summary>
    internal Func<Provider, ImportCandidate>? Over { get; init; }

    internal ImportCandidate Skip(string reason) => this with { Provider = null, Key = null, Reason = reason };

    // A record would print the key among its members.
    public override string ToString() => $"{Name} ({Id})";
}
