using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.HelpBuilder.Pages;
using Markdig;
using Markdig.Syntax;

namespace ClaudeDesktop.HelpBuilder.Text;

/// <summary>Markdown, parsed: headings as a tree, and the source of what stands below them.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UsePreciseSourceLocation().Build();

    public static MarkdownDocument Parse(string markdown) => Markdown.Parse(markdown, Pipeline);

    /// <summary>The tree under a root without a title, whose blocks stand above the first heading.</summary>
    public static Section Tree(MarkdownDocument document)
    {
        var root = new Section("", 1);
        var open = new List<(int Level, Section Section)> { (0, root) };
        foreach (var block in document)
        {
            if (block is not HeadingBlock heading)
            {
                open[^1].Section.Blocks.Add(block);
                continue;
            }

            open.RemoveAll(item => item.Level >= heading.Level);
            var section = new Section(PlainInlines.Of(heading.Inline), heading.Line + 1);
            open[^1].Section.Sections.Add(section);
            open.Add((heading.Level, section));
        }

        return root;
    }

    public static string Source(string markdown, IEnumerable<Block> blocks)
    {
        var all = blocks.ToList();
        return all.Count == 0 ? "" : markdown[all[0].Span.Start..(all[^1].Span.End + 1)].TrimEnd();
    }

    public static string Code(CodeBlock block) => block.Lines.ToString().TrimEnd();
}
