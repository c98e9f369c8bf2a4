using System;

namespace ClaudeDesktop.Lists;

/// <summary>Keeps a spreadsheet from taking a text for a formula: such a cell gets an apostrophe in front, and loses it when it is read.</summary>
public static class CsvGuard
{
    private const char Mark = '\'';

    // The wide forms are what East Asian keyboards type; some spreadsheets take them for the narrow ones.
    private static readonly char[] Starts = [.. "=+-@\t\r\n＝＋－＠"];

    public static string Guard(string cell) => IsRisky(cell) ? Mark + cell : cell;

    public static string Undo(string cell) => cell is { Length: > 1 } && cell[0] == Mark && IsRisky(cell.Substring(1)) ? cell.Substring(1) : cell;

    // A text that begins with the mark gets a second one, or it would lose its own.
    private static bool IsRisky(string cell) =>
        cell is { Length: > 0 } && (cell[0] == Mark || Array.IndexOf(Starts, cell[0]) >= 0 || (cell.TrimStart() is { Length: > 0 } text && Array.IndexOf(Starts, text[0]) >= 0));
}
