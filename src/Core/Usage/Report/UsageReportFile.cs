using System;
using System.Text;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Usage.Report;

/// <summary>Writes a report's page into a file that the user alone can read.</summary>
public static class UsageReportFile
{
    /// <param name="context">The machine and the user.</param>
    /// <param name="path">The file.</param>
    /// <param name="replace">Whether a file that is there already may go.</param>
    /// <exception cref="ClaudeDesktopException">A file is there already.</exception>
    public static void CheckFree(ModuleContext context, string path, bool replace)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!replace && context.Files.Read(path) is not null)
            throw Exists(path);
    }

    /// <param name="context">The machine and the user.</param>
    /// <param name="path">The file.</param>
    /// <param name="page">The page.</param>
    /// <param name="replace">Whether a file that is there already may go.</param>
    /// <exception cref="ClaudeDesktopException">A file is there already.</exception>
    public static void Write(ModuleContext context, string path, string page, bool replace)
    {
        ArgumentNullException.ThrowIfNull(context);
        var before = context.Files.Read(path);
        if (before is not null && !replace)
            throw Exists(path);
        context.Files.Replace(path, Encoding.UTF8.GetBytes(page), FilePrivacy.Private, before);
    }

    private static ClaudeDesktopException Exists(string path) => new(ErrorCode.ExportTargetExists, $"'{path}' exists already. Nothing was written.", "Name another file, or use -Force.", path);
}
