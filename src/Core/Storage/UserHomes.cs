using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ClaudeDesktop.Storage;

/// <summary>The people who have a home on this machine; services have none that counts.</summary>
public static class UserHomes
{
    private const string ProfileList = @"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList";
    private const string SystemDrive = "%SystemDrive%";
    private const long FirstPerson = 1000;
    private const long Nobody = 65534;

    // Accounts of the machine or a domain, and of Entra.
    private static readonly string[] PersonalSids = ["S-1-5-21-", "S-1-12-1-"];
    private static readonly string[] NotPeople = ["Shared", "Guest", "lost+found"];

    public static IReadOnlyList<UserHome> All(HostSystem system, IFileOperations files)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(files);
        var homes = system.Kind switch
        {
            SystemKind.Windows => OnWindows(system),
            SystemKind.MacOS => Below(system, "/Users"),
            SystemKind.Linux => OfPasswords(files).Concat(Below(system, "/home")),
            _ => [],
        };
        return [.. homes.Where(home => system.DirectoryExists(home.Path)).GroupBy(home => home.Path).Select(same => same.First())];
    }

    /// <summary>The user whose home a folder is.</summary>
    /// <exception cref="ClaudeDesktopException">There is no such folder.</exception>
    public static UserHome Of(string path, HostSystem system)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(system);
        if (!system.DirectoryExists(path))
        {
            throw new ClaudeDesktopException(
                ErrorCode.UserProfileNotFound,
                $"There is no home folder '{path}', or your account may not see it.",
                "Give the whole path of a user's home folder, such as C:\\Users\\ada, /Users/ada or /home/ada.",
                path);
        }

        var folder = path.Length > 1 ? path.TrimEnd('/', '\\') : path;
        return system.Kind == SystemKind.Windows
            ? OnWindows(system).FirstOrDefault(home => string.Equals(home.Path, folder, StringComparison.OrdinalIgnoreCase)) ?? new UserHome(folder)
            : new UserHome(folder);
    }

    private static IEnumerable<UserHome> OnWindows(HostSystem system) =>
        from sid in system.Registry.Subkeys(ProfileList)
        where Array.Exists(PersonalSids, start => sid.StartsWith(start, StringComparison.Ordinal)) && !sid.EndsWith(".bak", StringComparison.OrdinalIgnoreCase)
        let path = system.Registry.Values($@"{ProfileList}\{sid}").FirstOrDefault(value => value.Name == "ProfileImagePath")?.Text
        where !string.IsNullOrEmpty(path)
        select new UserHome(Expanded(path!, system).TrimEnd('\\'), sid);

    // The one variable that Windows itself writes there.
    private static string Expanded(string path, HostSystem system) =>
        path.StartsWith(SystemDrive, StringComparison.OrdinalIgnoreCase) ? path.Remove(0, SystemDrive.Length).Insert(0, system.Variable("SystemDrive") ?? "C:") : path;

    private static IEnumerable<UserHome> Below(HostSystem system, string folder) =>
        from path in system.Folders(folder)
        let name = path.Substring(path.LastIndexOf('/') + 1)
        where !name.StartsWith('.') && !NotPeople.Contains(name)
        orderby path
        select new UserHome(path);

    // People of a directory service are not in the file; their homes are below /home all the same.
    private static IEnumerable<UserHome> OfPasswords(IFileOperations files) =>
        from line in Encoding.UTF8.GetString(files.Read("/etc/passwd") ?? []).Split('\n')
        let fields = line.Split(':')
        where fields.Length >= 6 && fields[5].StartsWith('/') && fields[5].Length > 1
            && long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && (id == 0 || (id >= FirstPerson && id != Nobody))
        select new UserHome(fields[5].TrimEnd('/'));
}
