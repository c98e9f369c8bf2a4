using System.Collections.Generic;
using System.Text;

namespace ClaudeDesktop.HelpBuilder.Text;

/// <summary>A paragraph, a list's item or a line of code.</summary>
internal sealed record PlainLine(string Text)
{
    public int Indent { get; init; }

    /// <summary>How much further what does not fit on the first line stands in.</summary>
    public int Hanging { get; init; }

    /// <summary>Code, whose lines are not broken.</summary>
    public bool IsVerbatim { get; init; }

    /// <summary>Whether an empty line follows.</summary>
    public bool EndsBlock { get; init; } = true;

    public IEnumerable<string> Wrap(int width)
    {
        var margin = new string(' ', Indent);
        if (IsVerbatim)
        {
            yield return (margin + Text).TrimEnd();
            yield break;
        }

        var line = new StringBuilder(margin);
        var isEmpty = true;
        foreach (var word in Text.Split(' ', System.StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear().Append(margin).Append(' ', Hanging);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        yield return line.ToString();
    }
}
