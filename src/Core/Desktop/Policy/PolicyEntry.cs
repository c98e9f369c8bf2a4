using System.Text.Json;

namespace ClaudeDesktop.Desktop.Policy;

/// <summary>One value of a managed policy. What it says is not shown, since it may be a key.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Where">The registry key or the file that it stands in.</param>
/// <param name="Scope">Whom it is for.</param>
public sealed record PolicyEntry(string Key, string Where, PolicyScope Scope)
{
    /// <summary>The value, objects and lists decoded where they are encoded as text; null where Claude Desktop cannot read it.</summary>
    internal JsonElement? Value { get; init; }

    /// <summary>Whether Claude Desktop believes the place so far that a name it does not know counts as a provider.</summary>
    internal bool IsTrusted { get; init; } = true;

    /// <summary>The file that it stands in; null where it stands in the registry.</summary>
    public string? Path => Where.Length > 0 && Where[0] == '/' ? Where : null;

    public override string ToString() => $"{Where}, '{Key}'";
}
