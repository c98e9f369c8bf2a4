using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Diagnostics;

/// <summary>Writes the parts of a report into one zip that the user alone can read.</summary>
public static class DiagnosticArchive
{
    /// <param name="context">The machine and the user.</param>
    /// <param name="path">The file.</param>
    /// <param name="parts">What goes into it.</param>
    /// <param name="replace">Whether a file that is there already may go.</param>
    /// <exception cref="ClaudeDesktopException">A file is there already.</exception>
    public static void Write(ModuleContext context, string path, IEnumerable<DiagnosticPart> parts, bool replace)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(parts);
        var before = context.Files.Read(path);
        if (before is not null && !replace)
            throw new ClaudeDesktopException(ErrorCode.ExportTargetExists, $"'{path}' exists already. Nothing was written.", "Name another file, or use -Force.", path);
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                using var stream = archive.CreateEntry(part.Name).Open();
                var bytes = Encoding.UTF8.GetBytes(part.Text);
                stream.Write(bytes, 0, bytes.Length);
            }
        }

        context.Files.Replace(path, memory.ToArray(), FilePrivacy.Private, before);
    }
}
