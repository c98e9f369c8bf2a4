namespace ClaudeDesktop.Storage;

/// <summary>One file of a transaction: what it held when the change was made, and what it shall hold; null where the file does not exist.</summary>
public sealed record FileChange(string Path, byte[]? Before, byte[]? After, FilePrivacy Privacy)
{
    /// <summary>Whether it is written even with the bytes that it holds, since its rights are wrong.</summary>
    public bool IsRewritten { get; init; }

    public bool ChangesSomething => IsRewritten || !(Before is null ? After is null : After is not null && System.MemoryExtensions.SequenceEqual<byte>(Before, After));
}
