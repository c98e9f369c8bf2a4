using System;

namespace ClaudeDesktop.Import;

/// <summary>What the module says of sources that it cannot import from.</summary>
internal static class ImportErrors
{
    public static ClaudeDesktopException SourceMissing(string path, string what) => new(
        ErrorCode.ImportSourceMissing,
        $"There is no {what} at '{path}'.",
        "Name the file with -Path.",
        path);

    public static ClaudeDesktopException Unreadable(string path, string why, Exception? cause = null) => new(
        ErrorCode.ImportSourceUnreadable,
        $"'{path}' {why} Nothing was imported from it.",
        "Put the file right with the program that it belongs to, and run the command again.",
        path,
        cause);

    public static ClaudeDesktopException BadList(string path, string why, Exception? cause = null) => new(
        ErrorCode.ImportSourceUnreadable,
        $"'{path}' {why} Nothing was imported from it.",
        "Name a list that Export-CDProvider wrote, or one of the same shape, and run the command again.",
        path,
        cause);

    public static ClaudeDesktopException PassphraseWrong(string path) => new(
        ErrorCode.PassphraseWrong,
        $"The passphrase does not open the keys in '{path}', or somebody changed them. Nothing was imported from it.",
        "Give the passphrase that the list was made with; or leave it out, and the providers come without their keys.",
        path);

    public static ClaudeDesktopException SqliteMissing(string library, string install, Exception cause) => new(
        ErrorCode.SqliteMissing,
        $"The system's SQLite library ({library}), which reads the database, is not installed.",
        install,
        library,
        cause);
}
