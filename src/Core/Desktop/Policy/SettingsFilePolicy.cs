using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Policy;

/// <summary>The policy in root's settings file on Linux. Where anybody else could have written it, Claude Desktop refuses it and the user's settings with it.</summary>
internal static class SettingsFilePolicy
{
    private const string Folder = "/etc/claude-desktop";
    private const string Path = Folder + "/managed-settings.json";

    public static ManagedPolicy Read(HostSystem system, IFileOperations files)
    {
        if (system.UnixStatus(Path, followLinks: false) is not { } file)
            return ManagedPolicy.None;
        if (Fault(file, system.UnixStatus(Folder, followLinks: true)) is { } fault)
            return Rejected(fault);
        if (!file.EveryoneMayRead)
            return new ManagedPolicy { Remarks = [$"{Path} is not used, because not every user may read it (its mode should be 0644)."] };
        if (files.Read(Path) is not { } bytes)
            return ManagedPolicy.None;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Accepted(document.RootElement) : Rejected("it holds no JSON object");
        }
        catch (JsonException)
        {
            return Rejected("it is not JSON");
        }
    }

    private static string? Fault(UnixFileStatus file, UnixFileStatus? folder) =>
        !file.IsFile ? "it is not a regular file"
        : file.Owner != 0 ? "it is not owned by root"
        : file.OthersMayWrite ? "others than root may write to it"
        : folder is null || folder.Owner != 0 ? $"{Folder} is not owned by root"
        : folder.OthersMayWrite ? $"others than root may write to {Folder}"
        : null;

    private static ManagedPolicy Accepted(JsonElement root) => new()
    {
        Entries = [.. root.EnumerateObject().Select(member => new PolicyEntry(JsonString.NameOf(member), Path, PolicyScope.Machine) { Value = PolicyJson.Decoded(member.Value.Clone()) })],
    };

    private static ManagedPolicy Rejected(string why) => new() { Rejected = $"Claude Desktop refuses {Path} because {why}.", RejectedFile = Path };
}
