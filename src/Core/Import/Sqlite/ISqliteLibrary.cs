using System;

namespace ClaudeDesktop.Import.Sqlite;

/// <summary>The calls of SQLite's C interface that reading a few rows takes. Texts go in and out as UTF-8.</summary>
internal interface ISqliteLibrary
{
    /// <summary>The library's name, for errors.</summary>
    string Name { get; }

    /// <summary>How a person gets the library.</summary>
    string Install { get; }

    int Open(byte[] path, out IntPtr database, int flags);

    int Prepare(IntPtr database, byte[] sql, out IntPtr statement);

    int Step(IntPtr statement);

    IntPtr ColumnText(IntPtr statement, int column);

    int ColumnBytes(IntPtr statement, int column);

    int Finish(IntPtr statement);

    IntPtr Message(IntPtr database);

    int Close(IntPtr database);
}
