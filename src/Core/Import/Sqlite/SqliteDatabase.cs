using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Import.Sqlite;

/// <summary>A database opened through the system's own library.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int ReadWriteCreate = 0x2 | 0x4;
    private const int Row = 100;
    private const int Done = 101;
    private readonly ISqliteLibrary _library;
    private readonly string _shownPath;
    private IntPtr _handle;

    private SqliteDatabase(ISqliteLibrary library, string shownPath)
    {
        _library = library;
        _shownPath = shownPath;
    }

    /// <param name="library">The system's library.</param>
    /// <param name="path">The file, which may be written to: reading alone changes its side files.</param>
    /// <param name="shownPath">The file that errors name.</param>
    public static SqliteDatabase Open(ISqliteLibrary library, string path, string shownPath)
    {
        var database = new SqliteDatabase(library, shownPath);
        try
        {
            if (library.Open(Utf8(path), out database._handle, ReadWriteCreate) != 0)
                throw database.Failure();
            return database;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw ImportErrors.SqliteMissing(library.Name, library.Install, e);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public static ISqliteLibrary LibraryOf(SystemKind system) => system switch
    {
        SystemKind.Windows => new WindowsSqlite(),
        SystemKind.MacOS => new MacSqlite(),
        _ => new LinuxSqlite(),
    };

    /// <summary>The rows of a query, each with its columns as texts.</summary>
    public IReadOnlyList<string?[]> Query(string sql, int columns)
    {
        if (_library.Prepare(_handle, Utf8(sql), out var statement) != 0)
            throw Failure();
        try
        {
            var rows = new List<string?[]>();
            int result;
            while ((result = _library.Step(statement)) == Row)
            {
                var row = new string?[columns];
                for (var column = 0; column < columns; column++)
                    row[column] = Text(statement, column);
                rows.Add(row);
            }

            return result == Done ? rows : throw Failure();
        }
        finally
        {
            _ = _library.Finish(statement);
        }
    }

    public void Dispose()
    {
        if (_handle == IntPtr.Zero)
            return;
        _ = _library.Close(_handle);
        _handle = IntPtr.Zero;
    }

    private string? Text(IntPtr statement, int column)
    {
        var start = _library.ColumnText(statement, column);
        if (start == IntPtr.Zero)
            return null;
        return Copy(start, _library.ColumnBytes(statement, column));
    }

    private static string Copy(IntPtr start, int length)
    {
        var bytes = new byte[length];
        Marshal.Copy(start, bytes, 0, length);
        return Encoding.UTF8.GetString(bytes);
    }

    private ClaudeDesktopException Failure()
    {
        var message = _library.Message(_handle);
        var length = 0;
        while (message != IntPtr.Zero && Marshal.ReadByte(message, length) != 0)
            length++;
        return ImportErrors.Unreadable(_shownPath, $"is not a database that can be read ({(length == 0 ? "no reason given" : Copy(message, length))}).");
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
