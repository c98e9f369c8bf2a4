using System;

namespace ClaudeDesktop.Storage;

/// <summary>What the module says about files that it will not or cannot read or write.</summary>
internal static class FileErrors
{
    public static ClaudeDesktopException CannotRead(string path, Exception cause) => new(
        ErrorCode.FileAccessDenied,
        $"'{path}' cannot be read: {cause.Message}",
        "Close the program that holds the file, or give your account the right to read it, and run the command again.",
        path,
        cause);

    public static ClaudeDesktopException CannotWrite(string path, Exception cause) => new(
        cause is UnauthorizedAccessException ? ErrorCode.FileAccessDenied : ErrorCode.FileWriteFailed,
        $"'{path}' cannot be written: {cause.Message}",
        "Check that the disk has room, that no other program holds the file and that your account may write to its folder; then run the command again. The file is as it was.",
        path,
        cause);

    public static ClaudeDesktopException ChangedMeanwhile(string path) => new(
        ErrorCode.FileChangedMeanwhile,
        $"Another program changed '{path}' at the same moment. Nothing was written to it.",
        "Run the command again.",
        path);

    public static ClaudeDesktopException IsLink(string path) => new(
        ErrorCode.FileIsLink,
        $"'{path}' is a symbolic link. Writing would replace the link and leave the file behind it stale.",
        "Put the real file in the link's place, and run the command again.",
        path);

    public static ClaudeDesktopException IsLinkedFolder(string path) => new(
        ErrorCode.FileIsLink,
        $"The module's own folder '{path}' is a symbolic link. Nothing was written.",
        "Put a real folder in its place, or set CLAUDEDESKTOP_HOME to where the link leads; then run the command again.",
        path);

    public static ClaudeDesktopException IsNotOurs(string folder) => new(
        ErrorCode.FileWriteFailed,
        $"'{folder}' was not made by this module, which needs a folder of that name. Nothing was written.",
        "Move the folder away, or set CLAUDEDESKTOP_HOME to a folder of its own; then run the command again.",
        folder);

    public static ClaudeDesktopException IsReadOnly(string path) => new(
        ErrorCode.FileReadOnly,
        $"'{path}' is read-only.",
        $"Take the read-only mark away (Set-ItemProperty -LiteralPath '{path}' -Name IsReadOnly -Value $false), and run the command again.",
        path);

    public static ClaudeDesktopException OwnerIsLost(string path, Exception cause) => new(
        ErrorCode.FileAccessDenied,
        $"'{path}' would not belong any more to whom it should: {cause.Message}. Nothing was written.",
        "Run the command as the user whose file it is.",
        path,
        cause);

    public static ClaudeDesktopException IsNoFile(string path, string kind) => Unreadable(path, $"is {kind} and no regular file.", "Take it away, or put the real file in its place, and run the command again.");

    public static ClaudeDesktopException IsSomebodyElses(string path) => Unreadable(
        path, "lies in a user's folder but does not belong to that user.", "Find out who put it there; give it to the user whose folder it is in, or take it away.");

    public static ClaudeDesktopException Unreadable(string path, string why, string action, Exception? cause = null) => new(
        ErrorCode.FileUnreadable,
        $"'{path}' {why} It was left as it is.",
        action,
        path,
        cause);
}
