using System;
using System.Runtime.InteropServices;

namespace ClaudeDesktop.Import.Sqlite;

/// <summary>The SQLite that is a part of macOS.</summary>
internal sealed class MacSqlite : ISqliteLibrary
{
    private const string Library = "/usr/lib/libsqlite3.dylib";

    public string Name => Library;

    public string Install => "It is a part of macOS; update the system.";

    public int Open(byte[] path, out IntPtr database, int flags) => sqlite3_open_v2(path, out database, flags, IntPtr.Zero);

    public int Prepare(IntPtr database, byte[] sql, out IntPtr statement) => sqlite3_prepare_v2(database, sql, -1, out statement, IntPtr.Zero);

    public int Step(IntPtr statement) => sqlite3_step(statement);

    public IntPtr ColumnText(IntPtr statement, int column) => sqlite3_column_text(statement, column);

    public int ColumnBytes(IntPtr statement, int column) => sqlite3_column_bytes(statement, column);

    public int Finish(IntPtr statement) => sqlite3_finalize(statement);

    public IntPtr Message(IntPtr database) => sqlite3_errmsg(database);

    public int Close(IntPtr database) => sqlite3_close_v2(database);

#pragma warning disable CA5392, SYSLIB1054, IDE1006 // The system's own library under its own names, for both target frameworks.
    [DllImport(Library)]
    private static extern int sqlite3_open_v2(byte[] path, out IntPtr database, int flags, IntPtr vfs);

    [DllImport(Library)]
    private static extern int sqlite3_prepare_v2(IntPtr database, byte[] sql, int length, out IntPtr statement, IntPtr tail);

    [DllImport(Library)]
    private static extern int sqlite3_step(IntPtr statement);

    [DllImport(Library)]
    private static extern IntPtr sqlite3_column_text(IntPtr statement, int column);

    [DllImport(Library)]
    private static extern int sqlite3_column_bytes(IntPtr statement, int column);

    [DllImport(Library)]
    private static extern int sqlite3_finalize(IntPtr statement);

    [DllImport(Library)]
    private static extern IntPtr sqlite3_errmsg(IntPtr database);

    [DllImport(Library)]
    private static extern int sqlite3_close_v2(IntPtr database);
#pragma warning restore CA5392, SYSLIB1054, IDE1006
}
