using System.Collections.Generic;
using System.Linq;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace ClaudeDesktop.HelpBuilder.Text;

/// <summary>Markdown as lines for a shell.</summary>
internal static class PlainBlocks
{
    public static IEnumerable<PlainLine> Of(IEnumerable<Block> blocks) => blocks.SelectMany(OfOne);

    private static IEnumerable<PlainLine> OfOne(Block block) => block switch
    {
        ParagraphBlock paragraph => [new PlainLine(PlainInlines.Of(paragraph.Inline))],
        CodeBlock code => Code(code),
        ListBlock list => list.OfType<ListItemBlock>().SelectMany((item, i) => Item(item, list.IsOrdered ? $"{i + 1}. " : "- ", isLast: i == list.Count - 1)),
        Table table => Rows(table),
        HtmlBlock => [],
        _ => throw new PageException($"Line {block.Line + 1}: a shell cannot show {block.GetType().Name}."),
    };

    private static IEnumerable<PlainLine> Code(CodeBlock code)
    {
        var lines = MarkdownText.Code(code).Split('\n');
        return lines.Select((line, i) => new PlainLine(line) { Indent = 4, IsVerbatim = true, EndsBlock = i == lines.Length - 1 });
    }

    private static IEnumerable<PlainLine> Item(ListItemBlock item, string mark, bool isLast)
    {
        var lines = Of(item).ToList();
        return lines.Select((line, i) => line with
        {
            Text = i == 0 ? mark + line.Text : line.Text,
            Indent = line.Indent + (i == 0 ? 0 : mark.Length),
            Hanging = i == 0 ? mark.Length : line.Hanging,
            EndsBlock = isLast && i == lines.Count - 1,
        });
    }

    // A table is too wide for a shell: its first column becomes a line, and the others stand below it.
    private static IEnumerable<PlainLine> Rows(Table table)
    {
        var rows = table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(CellText).ToList()).ToList();
        foreach (var row in rows.Skip(1))
        {
            yield return new PlainLine(row[0]) { EndsBlock = false };
            for (var i = 1; i < row.Count; i++)
                yield return new PlainLine(rows[0].Count > 2 ? $"{rows[0][i]}: {row[i]}" : row[i]) { Indent = 4, EndsBlock = i == row.Count - 1 };
        }
    }

    private static string CellText(TableCell cell) => string.Join(" ", Of(cell).Select(line => line.Text));
}
