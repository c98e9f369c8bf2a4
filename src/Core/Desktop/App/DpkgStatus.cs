using System;
using System.Collections.Generic;
using System.IO;

namespace ClaudeDesktop.Desktop.App;

/// <summary>Reads an installed package's version from dpkg's own list, without starting a program for it.</summary>
internal static class DpkgStatus
{
    public static string? VersionOf(string list, string package)
    {
        try
        {
            return VersionOf(File.ReadLines(list), package);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static string? VersionOf(IEnumerable<string> lines, string package)
    {
        var isOurs = false;
        foreach (var line in lines)
        {
            if (line.Length == 0)
                isOurs = false;
            else if (line.StartsWith("Package:", StringComparison.Ordinal))
                isOurs = line.Substring("Package:".Length).Trim() == package;
            else if (isOurs && line.StartsWith("Version:", StringComparison.Ordinal))
                return line.Substring("Version:".Length).Trim();
        }

        return null;
    }
}
