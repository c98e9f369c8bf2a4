using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Policy;

/// <summary>Works out which of the places decides, and says why in a sentence.</summary>
internal static class SourceFinder
{
    public static (ConnectionSource Source, string Reason) Find(ManagedPolicy policy, AppliedProfile? applied, DesktopFiles files)
    {
        var (source, reason) = policy.TakesConnectionOver ? Managed(policy, files) : Local(applied, files);
        return (source, string.Join(" ", [reason, .. policy.Remarks]));
    }

    /// <summary>Where the address of a server that sends the settings stands; null where nowhere that counts.</summary>
    public static string? BootstrapPlace(ManagedPolicy policy, AppliedProfile? applied) =>
        policy.TakesConnectionOver
            ? policy.Entries.FirstOrDefault(entry => entry.Key == ProfileKeys.BootstrapUrl)?.ToString()
            : applied is { NamesServer: true } ? $"{applied.Path}, '{ProfileKeys.BootstrapUrl}'" : null;

    private static (ConnectionSource Source, string Reason) Managed(ManagedPolicy policy, DesktopFiles files)
    {
        var source = policy.Scope == PolicyScope.Machine ? ConnectionSource.ManagedMachine : ConnectionSource.ManagedUser;
        if (policy.Rejected is { } rejected)
            return (source, $"{rejected} It then reads no profile of the user's either.");
        var place = $"The managed policy ({policy.Decisive})";
        if (!policy.NamesSource)
            return (source, $"{place} keeps the user's profiles from being read and names no provider itself, so Claude Desktop asks to sign in to Claude.ai.");
        var choosing = policy.Entries.FirstOrDefault(entry => entry.Key == ProfileKeys.DisableModeChooser)?.Value;
        return IsVetoed(IsOn(choosing), files)
            ? (source, $"{place} decides, but the user chose Claude.ai at the login screen (deploymentMode is 1p).")
            : (source, $"{place} decides, and the user's profiles are not read.");
    }

    private static (ConnectionSource Source, string Reason) Local(AppliedProfile? applied, DesktopFiles files)
    {
        if (applied is null)
            return (ConnectionSource.None, "No profile is applied and no managed policy names a provider, so Claude Desktop asks to sign in to Claude.ai.");
        if (applied.Text is null)
            return (ConnectionSource.None, $"The applied profile '{applied.Name}' has no file that can be read, so Claude Desktop asks to sign in to Claude.ai.");
        if (!applied.NamesSource)
            return (ConnectionSource.None, $"The applied profile '{applied.Name}' names no provider, so Claude Desktop asks to sign in to Claude.ai.");
        var choosing = applied.Text.Find(ProfileKeys.DisableModeChooser) is { } raw ? PolicyJson.Element(raw) : (JsonElement?)null;
        return IsVetoed(IsOn(choosing), files)
            ? (ConnectionSource.None, $"The applied profile '{applied.Name}' is not used, because Claude.ai was chosen at the login screen (deploymentMode is 1p).")
            : (ConnectionSource.LocalLibrary, $"The applied profile '{applied.Name}' decides, since no managed policy names a provider.");
    }

    private static bool IsVetoed(bool choiceIsTaken, DesktopFiles files) => !choiceIsTaken && DeploymentMode.Read(files.ThirdPartyConfig) == DeploymentMode.Official;

    private static bool IsOn(JsonElement? value) => value is { } found && (found.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Number => found.GetRawText() == "1",
        _ => JsonString.Of(found) is "true" or "1",
    });
}
