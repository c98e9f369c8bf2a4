using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Budgets;

/// <summary>What a gateway noted since its last settlement: what it has spent, and what it reserved for answers that have not ended.</summary>
internal sealed record BudgetNotes(IReadOnlyList<BudgetSpending> Spent, IReadOnlyList<BudgetSpending> Open)
{
    private const int Fields = 7;

    /// <summary>A line that is written before an upstream is asked.</summary>
    public static string Reserved(long number, BudgetSpending part) => Line('+', number, part);

    /// <summary>A line that is written when the answer has ended.</summary>
    public static string Settled(long number, BudgetSpending part) => Line('=', number, part);

    /// <summary>The notes; null where there are none, or they make no sense.</summary>
    public static BudgetNotes? Read(string path, IFileOperations files)
    {
        if (files.Read(path) is not { } bytes)
            return null;
        var spent = new List<BudgetSpending>();
        var open = new Dictionary<(long, string), BudgetSpending>();
        var text = Encoding.UTF8.GetString(bytes);

        // A last line without its end was being written when the process died: nobody was asked for it, or it still counts as reserved.
        foreach (var line in text.Substring(0, text.LastIndexOf('\n') + 1).Split(['\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Parse(line) is not { } note)
                return null;
            if (note.Kind == '+')
            {
                open[(note.Number, note.Part.Budget)] = note.Part;
                continue;
            }

            open.Remove((note.Number, note.Part.Budget));
            spent.Add(note.Part);
        }

        return new BudgetNotes(spent, [.. open.Values]);
    }

    // The name comes last, since it may hold blanks.
    private static string Line(char kind, long number, BudgetSpending part) =>
        FormattableString.Invariant($"{kind} {number} {BudgetStateJson.Text(part.Start)} {part.Amount} {part.Unpriced} {part.Scope} {part.Budget}\n");

    private static (char Kind, long Number, BudgetSpending Part)? Parse(string line)
    {
        var fields = line.Split([' '], Fields);
        if (fields.Length != Fields || fields[0] is not ("+" or "=")
            || !long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !DateTime.TryParseExact(fields[2], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
            || !decimal.TryParse(fields[3], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            || !long.TryParse(fields[4], NumberStyles.None, CultureInfo.InvariantCulture, out var unpriced))
            return null;
        return (fields[0][0], number, new BudgetSpending(fields[6], fields[5], start, amount, 1, unpriced));
    }
}
