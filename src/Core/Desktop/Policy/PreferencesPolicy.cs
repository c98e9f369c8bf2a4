using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Policy;

/// <summary>The policy in the managed preferences of macOS: the user's wins over the machine's, key by key.</summary>
internal static class PreferencesPolicy
{
    private const string Folder = "/Library/Managed Preferences";
    private const string FileName = "com.anthropic.claudefordesktop.plist";

    // Bookkeeping that a configuration profile leaves among its settings.
    private const string Bookkeeping = "Payload";

    public static ManagedPolicy Read(HostSystem system, IFileOperations files)
    {
        List<string> remarks = [];
        var user = Entries(system.Join(Folder, system.UserName, FileName), PolicyScope.User);
        var machine = Entries(system.Join(Folder, FileName), PolicyScope.Machine);
        return new ManagedPolicy
        {
            Entries = [.. user, .. machine.Where(entry => !user.Any(own => own.Key == entry.Key))],
            Remarks = remarks,
        };

        List<PolicyEntry> Entries(string path, PolicyScope scope)
        {
            try
            {
                return files.Read(path) is { } bytes ? Parse(system, bytes, path, scope) : [];
            }
            catch (Exception e) when (e is XmlException or FormatException or ClaudeDesktopException)
            {
                remarks.Add($"{path} cannot be read: {e.Message}");
                return [];
            }
        }
    }

    private static List<PolicyEntry> Parse(HostSystem system, byte[] bytes, string path, PolicyScope scope) =>
    [
        .. from pair in PropertyList.Parse(bytes, path, system)
           where !pair.Key.StartsWith(Bookkeeping, StringComparison.Ordinal)
           select new PolicyEntry(pair.Key, path, scope) { Value = PolicyJson.Decoded(pair.Value) },
    ];
}
