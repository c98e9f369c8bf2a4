using System;
using System.Linq;

namespace ClaudeDesktop.Desktop.App;

/// <summary>Reads an app's version as installers and packages write it: with an epoch, a revision or a fourth number, or without.</summary>
internal static class VersionText
{
    public static Version? Parse(string? text)
    {
        if (text is null)
            return null;
        var plain = text.Trim();
        plain = plain.Substring(plain.IndexOf(':') + 1);
        plain = new string([.. plain.TakeWhile(c => c is '.' or (>= '0' and <= '9'))]).Trim('.');
        if (!Version.TryParse(plain, out var version))
            return null;

        // Packages of Windows end in a number that the app itself does not have.
        return version.Revision == 0 ? new Version(version.Major, version.Minor, version.Build) : version;
    }
}
