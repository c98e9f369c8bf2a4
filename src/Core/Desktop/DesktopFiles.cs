using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>Claude Desktop's four files as they were at one moment, and as they shall be.</summary>
internal sealed record DesktopFiles(DesktopPaths Paths, JsonText? StandardConfig, JsonText? ThirdPartyConfig, JsonText? Index, JsonText? Profile)
{
    public static DesktopFiles Read(DesktopPaths paths, IFileOperations files) => new(
        paths,
        Read(paths.StandardConfig, files),
        Read(paths.ThirdPartyConfig, files),
        Read(paths.LibraryIndex, files),
        Read(paths.Profile, files));

    /// <summary>With other modes in the two settings files; both may be one file.</summary>
    public DesktopFiles WithModes(string? standard, string? thirdParty) => this with
    {
        StandardConfig = DeploymentMode.Write(StandardConfig, standard),
        ThirdPartyConfig = DeploymentMode.Write(ThirdPartyConfig, thirdParty),
    };

    /// <summary>With another mode where settings exist. Those that do not say official mode already; making them would leave something of ours behind.</summary>
    public DesktopFiles WithExistingModes(string mode) => this with
    {
        StandardConfig = StandardConfig is null ? null : DeploymentMode.Write(StandardConfig, mode),
        ThirdPartyConfig = ThirdPartyConfig is null ? null : DeploymentMode.Write(ThirdPartyConfig, mode),
    };

    /// <summary>Whether the config library has a profile of this id, in its index or as a file.</summary>
    public bool Knows(string profileId, HostSystem system) =>
        ConfigLibrary.Entries(Index).Any(entry => entry.Id == profileId) || system.FileExists(system.Join(Paths.Library, profileId + ".json"));

    /// <summary>
    /// What to write to come from these files to others. Into third-party mode the profile comes first and the standard settings come last,
    /// out of it the other way round: so no moment shows the app a mode without a profile.
    /// </summary>
    public IReadOnlyList<FileChange> ChangesTo(DesktopFiles target, bool intoThirdParty)
    {
        List<FileChange> changes =
        [
            Change(Paths.Profile, Profile, target.Profile, FilePrivacy.Private),
            Change(Paths.LibraryIndex, Index, target.Index, FilePrivacy.AsBefore),
            Change(Paths.ThirdPartyConfig, ThirdPartyConfig, target.ThirdPartyConfig, FilePrivacy.AsBefore),
        ];
        if (Paths.StandardConfig != Paths.ThirdPartyConfig)
            changes.Add(Change(Paths.StandardConfig, StandardConfig, target.StandardConfig, FilePrivacy.AsBefore));
        if (!intoThirdParty)
            changes.Reverse();
        return [.. changes.Where(change => change.ChangesSomething)];
    }

    private static FileChange Change(string path, JsonText? before, JsonText? after, FilePrivacy privacy) => new(path, before?.ToBytes(), after?.ToBytes(), privacy);

    private static JsonText? Read(string path, IFileOperations files) => files.Read(path) is { } bytes ? JsonText.Parse(bytes, path) : null;
}
