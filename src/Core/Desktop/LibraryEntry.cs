namespace ClaudeDesktop.Desktop;

/// <summary>One profile of Claude Desktop's config library.</summary>
/// <param name="Id">The profile's id, which is its file's name too.</param>
/// <param name="Name">What Claude Desktop calls it.</param>
public sealed record LibraryEntry(string Id, string Name)
{
    public override string ToString() => Name;
}
