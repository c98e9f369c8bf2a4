namespace ClaudeDesktop.Storage;

/// <summary>A user of this machine, as far as files go.</summary>
/// <param name="Path">The user's home folder.</param>
/// <param name="Sid">On Windows the account's identifier, which is also the name of its part of the registry while the user is signed in; null where it is not known.</param>
public sealed record UserHome(string Path, string? Sid = null)
{
    public override string ToString() => Path;
}
