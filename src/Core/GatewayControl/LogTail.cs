using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace ClaudeDesktop.GatewayControl;

/// <summary>The end of a log, for whoever wants to know what went wrong.</summary>
public static class LogTail
{
    private const int MostBytes = 16 * 1024;

    /// <summary>The last lines of a file; none where it cannot be read.</summary>
    public static IReadOnlyList<string> Of(string path, int count)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-Math.Min(stream.Length, MostBytes), SeekOrigin.End);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var lines = reader.ReadToEnd().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
            return [.. lines.Skip(lines.Length - count)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
