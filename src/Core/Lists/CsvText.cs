using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ClaudeDesktop.Lists;

/// <summary>Comma-separated text as RFC 4180 and spreadsheets have it.</summary>
internal static class CsvText
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    public static string Line(IEnumerable<string> cells, char delimiter) =>
        string.Join(delimiter.ToString(), cells.Select(cell => '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'));

    /// <summary>The records of a text, without empty lines. The delimiter is the one that the first line has most of.</summary>
    /// <exception cref="FormatException">A quotation mark is never closed.</exception>
    public static IEnumerable<IReadOnlyList<string>> Parse(string text)
    {
        var offset = 0;
        var delimiter = DelimiterOf(text, ref offset);
        while (offset < text.Length)
        {
            var record = Record(text, ref offset, delimiter);
            if (record.Count > 1 || record[0].Length > 0)
                yield return record;
        }
    }

    private static char DelimiterOf(string text, ref int offset)
    {
        // Excel's own way of naming it.
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n')
        {
            offset = 5;
            return text[4];
        }

        var end = text.IndexOfAny(['\r', '\n']);
        var first = end < 0 ? text : text.Substring(0, end);
        return Delimiters.OrderByDescending(delimiter => first.Count(c => c == delimiter)).First();
    }

    private static List<string> Record(string text, ref int offset, char delimiter)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (; ; )
        {
            if (offset < text.Length && text[offset] == '"' && cell.Length == 0)
                Quoted(text, ref offset, cell);
            if (offset >= text.Length || text[offset] is '\r' or '\n')
            {
                cells.Add(cell.ToString());
                offset += offset + 1 < text.Length && text[offset] == '\r' && text[offset + 1] == '\n' ? 2 : 1;
                return cells;
            }

            if (text[offset] == delimiter)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(text[offset]);
            offset++;
        }
    }

    private static void Quoted(string text, ref int offset, StringBuilder cell)
    {
        var start = offset;
        for (offset++; offset < text.Length; offset++)
        {
            if (text[offset] != '"')
                cell.Append(text[offset]);
            else if (offset + 1 < text.Length && text[offset + 1] == '"')
                cell.Append(text[offset++]);
            else
            {
                offset++;
                return;
            }
        }

        throw new FormatException(string.Format(CultureInfo.InvariantCulture, "has a quotation mark in line {0} that is never closed.", text.Take(start).Count(c => c == '\n') + 1));
    }
}
