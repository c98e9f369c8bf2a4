using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Budgets;

/// <summary>
/// The file in which one gateway notes what it reserves and spends, a line each. It is handed to the system line by line, so that a kill of the
/// process loses nothing; what a crash of the machine loses is covered by what was lent.
/// </summary>
internal sealed class BudgetJournal : IDisposable
{
    private const string Prefix = "spent-";
    private readonly FileStream _stream;

    private BudgetJournal(string path, int number, FileStream stream)
    {
        Path = path;
        Number = number;
        _stream = stream;
    }

    public string Path { get; }

    public int Number { get; }

    /// <summary>How much is in it.</summary>
    public long Length => _stream.Length;

    public static string PathOf(DataHome home, string ownerId, int number) =>
        System.IO.Path.Combine(home.BudgetFolder, string.Format(CultureInfo.InvariantCulture, "{0}{1}-{2}.log", Prefix, ownerId, number));

    /// <summary>Begins a new one, with what is still open.</summary>
    public static BudgetJournal Begin(DataHome home, IFileOperations files, string ownerId, int number, string lines)
    {
        var path = PathOf(home, ownerId, number);
        files.Replace(path, Encoding.UTF8.GetBytes(lines), FilePrivacy.Private, files.Read(path));
        try
        {
            // Without a buffer of its own, each write is one call to the system.
            return new BudgetJournal(path, number, new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.CannotWrite(path, e);
        }
    }

    /// <exception cref="ClaudeDesktopException">The disk does not take it.</exception>
    public void Append(string lines)
    {
        try
        {
            var bytes = Encoding.UTF8.GetBytes(lines);
            _stream.Write(bytes, 0, bytes.Length);
            _stream.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.CannotWrite(Path, e);
        }
    }

    /// <summary>Deletes every file of notes that no lease is about. The lock must be held, so that nobody is about to begin one.</summary>
    public static void Sweep(DataHome home, BudgetState state)
    {
        if (!Directory.Exists(home.BudgetFolder))
            return;
        var known = new HashSet<string>(state.Leases.Select(lease => PathOf(home, lease.Owner.Id, lease.Journal)), StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(home.BudgetFolder, Prefix + "*.log").Where(file => !known.Contains(file)))
            Delete(file);
        TemporaryFiles.SweepFolder(home.BudgetFolder);
    }

    public void Dispose() => _stream.Dispose();

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It counts for nothing where it lies; the next settlement tries again.
        }
    }
}
