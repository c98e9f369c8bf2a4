using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ClaudeDesktop.Storage;

/// <summary>Who may read the module's own folder and what keys and providers are kept in.</summary>
public static class FileModes
{
    private const int PrivateFile = 0b110_000_000;
    private const int PrivateFolder = 0b111_000_000;
    private const int Others = 0b000_111_111;

    /// <summary>What somebody else on this machine can read or change; empty where nothing.</summary>
    public static IReadOnlyList<string> Exposed(DataHome home)
    {
        ArgumentNullException.ThrowIfNull(home);
        return [.. Places(home).Where(IsExposed)];
    }

    /// <summary>Makes all of it this user's alone again: folders 0700 and files 0600, or the same by rights on Windows.</summary>
    /// <returns>What was put right.</returns>
    public static IReadOnlyList<string> Repair(DataHome home)
    {
        var exposed = Exposed(home);
        foreach (var path in exposed)
        {
            try
            {
                if (OperatingSystem.IsWindows())
                    WindowsRights.MakePrivate(path);
                else
                    NativeFile.SetMode(path, Directory.Exists(path) ? PrivateFolder : PrivateFile);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw FileErrors.CannotWrite(path, e);
            }
        }

        return exposed;
    }

    // A link's own rights say nothing, and whatever it leads to is not ours.
    private static IEnumerable<string> Places(DataHome home) =>
        new[] { home.Root, home.RunFolder, home.HistoryFolder, home.LogFolder, home.UsageFolder, home.HelperFolder, home.ProgramFolder, home.StoreFile, home.SecretFile, home.ProtectedSecretFile, home.SecretStoreFile, home.SwitchJournal, home.RegistrationFile }
            .Concat(Directory.Exists(home.HistoryFolder) && !IsLink(home.HistoryFolder) ? Directory.GetFiles(home.HistoryFolder, "*.json").OrderBy(path => path, StringComparer.Ordinal) : [])
            .Where(path => (File.Exists(path) || Directory.Exists(path)) && !IsLink(path));

    private static bool IsLink(string path) => (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;

    private static bool IsExposed(string path) => OperatingSystem.IsWindows() ? WindowsRights.AreForOthers(path) : UnixMode.Of(path) is { } mode && (mode & Others) != 0;
}
