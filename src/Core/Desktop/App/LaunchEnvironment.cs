using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Desktop.App;

/// <summary>
/// What the app is given of a shell's environment: what a desktop gives its programs, and no more. A shell may hold keys,
/// and whatever the app starts could read them.
/// </summary>
internal static class LaunchEnvironment
{
    private static readonly string[] Names =
    [
        "CLAUDE_USER_DATA_DIR", "COLORTERM", "DBUS_SESSION_BUS_ADDRESS", "DESKTOP_SESSION", "DISPLAY", "HOME", "LANG", "LANGUAGE", "LOGNAME", "PATH", "SHELL",
        "SSH_AUTH_SOCK", "TMPDIR", "TZ", "USER", "WAYLAND_DISPLAY", "XAUTHORITY", "XMODIFIERS",
    ];

    private static readonly string[] Beginnings = ["ELECTRON_OZONE_", "GDK_", "GNOME_", "GTK_", "KDE_", "LC_", "QT_", "XDG_"];

    private static readonly string[] Proxies = ["http_proxy", "https_proxy", "all_proxy", "no_proxy"];

    // Windows and its programs cannot start without their own; the app itself is started by the desktop there, with the desktop's environment.
    private static readonly string[] WindowsNames =
    [
        "APPDATA", "COMPUTERNAME", "HOMEDRIVE", "HOMEPATH", "LOCALAPPDATA", "ProgramData", "ProgramFiles", "PUBLIC", "SESSIONNAME", "SystemDrive", "SystemRoot", "TEMP",
        "TMP", "USERDOMAIN", "USERNAME", "USERPROFILE", "windir",
    ];

    public static IReadOnlyDictionary<string, string> Of(IDictionary environment)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in environment)
        {
            if (variable is { Key: string name, Value: string value } && IsKept(name, value))
                kept[name] = value;
        }

        return kept;
    }

    private static bool IsKept(string name, string value) =>
        Names.Contains(name, StringComparer.Ordinal)
        || WindowsNames.Contains(name, StringComparer.OrdinalIgnoreCase)
        || Beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal))

        // A proxy's address may hold a password.
        || (Proxies.Contains(name, StringComparer.OrdinalIgnoreCase) && !value.Contains('@'));
}
