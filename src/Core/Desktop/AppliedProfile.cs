using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>The profile that Claude Desktop applies, ours or another program's.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What Claude Desktop calls it; its id where it has no name.</param>
/// <param name="Path">Its file; null where the id cannot be a file's name.</param>
/// <param name="Text">What the file says; null where it is missing or cannot be read.</param>
internal sealed record AppliedProfile(string Id, string Name, string? Path, JsonText? Text)
{
    public bool IsOurs => Id == DesktopPaths.ProfileId;

    /// <summary>Whether it names a provider or a server that does.</summary>
    public bool NamesSource => Text?.FindString(ProfileKeys.Provider) is { Length: > 0 } || NamesServer;

    public bool NamesServer => Text?.FindString(ProfileKeys.BootstrapUrl) is { Length: > 0 };

    /// <summary>Null where none is applied.</summary>
    public static AppliedProfile? Read(DesktopFiles desktop, IFileOperations files)
    {
        if (ConfigLibrary.AppliedId(desktop.Index) is not { } id)
            return null;
        var name = ConfigLibrary.Entries(desktop.Index).FirstOrDefault(entry => entry.Id == id)?.Name;
        var path = desktop.Paths.ProfileFile(id);
        return new AppliedProfile(id, string.IsNullOrEmpty(name) ? id : name!, path, id == DesktopPaths.ProfileId ? desktop.Profile : Theirs(path, files));
    }

    // Another program's profile is not ours to complain about.
    private static JsonText? Theirs(string? path, IFileOperations files)
    {
        try
        {
            return path is not null && files.Read(path) is { } bytes ? JsonText.Parse(bytes, path) : null;
        }
        catch (ClaudeDesktopException)
        {
            return null;
        }
    }
}
