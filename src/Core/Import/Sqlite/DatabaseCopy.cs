using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Import.Sqlite;

/// <summary>A database with its side files in a folder of its own, gone when disposed: even a reader would change them where they belong.</summary>
internal sealed class DatabaseCopy : IDisposable
{
    private const int Tries = 5;
    private const string Prefix = "cd-import-";
    private static readonly TimeSpan LongestImport = TimeSpan.FromHours(1);
    private static readonly string[] Endings = ["", "-wal", "-shm"];
    private readonly string _folder;

    private DatabaseCopy(string folder, string path)
    {
        _folder = folder;
        Path = path;
    }

    public string Path { get; }

    public static DatabaseCopy Of(string source, IFileOperations files)
    {
        Sweep();
        var folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("N"));
        FileOperations.CreateFolder(folder);
        var copy = new DatabaseCopy(folder, System.IO.Path.Combine(folder, "copy.db"));
        try
        {
            copy.Take(source, files);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A shell that was killed leaves its copy, with every key that is in it.
    private static void Sweep()
    {
        try
        {
            foreach (var left in Directory.GetDirectories(System.IO.Path.GetTempPath(), Prefix + "*").Where(left => DateTime.UtcNow - Directory.GetCreationTimeUtc(left) > LongestImport))
                Directory.Delete(left, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's, or in use: it is not ours to delete.
        }
    }

    // Files of different moments would not fit together, so a copy during which one of them changed is made again.
    private void Take(string source, IFileOperations files)
    {
        for (var tries = 1; ; tries++)
        {
            var before = Stamp(source);
            foreach (var ending in Endings)
            {
                File.Delete(Path + ending);
                if (files.Read(source + ending) is { } bytes)
                    File.WriteAllBytes(Path + ending, bytes);
            }

            if (Stamp(source) == before)
                return;
            if (tries == Tries)
                throw FileErrors.ChangedMeanwhile(source);
        }
    }

    private static string Stamp(string source) => string.Join("|", Endings.Select(ending => new FileInfo(source + ending))
        .Select(file => file.Exists ? $"{file.Length} {file.LastWriteTimeUtc.Ticks}" : "none"));
}
