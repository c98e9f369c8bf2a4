using System.Collections.Generic;
using System.Text;
using ClaudeDesktop.HelpBuilder.Facts;

namespace ClaudeDesktop.HelpBuilder.Pages;

/// <summary>Writes a page of the schema.</summary>
internal static class PageWriter
{
    public static string Write(CommandPage page)
    {
        var text = new StringBuilder($"---\n{page.FrontMatter}\n---\n\n# {page.Name}\n");
        Section(text, "SYNOPSIS", page.Synopsis);
        Section(text, "SYNTAX", "");
        foreach (var part in page.Syntax)
            Block(text, $"### {part.Set}{(part.IsDefault ? " (Default)" : "")}", $"```\n{part.Code}\n```");
        Section(text, "ALIASES", page.Aliases);
        Section(text, "DESCRIPTION", page.Description);
        Parts(text, "EXAMPLES", page.Examples);
        Section(text, "PARAMETERS", "");
        foreach (var part in page.Parameters)
        {
            Block(text, $"### -{part.Name}", part.Text);
            Block(text, "```yaml", null);
            text.Append(FactsYaml.Write(part.Facts)).Append("\n```\n");
        }

        Block(text, $"### {PageReader.Common}", page.CommonParameters);
        Parts(text, "INPUTS", page.Inputs);
        Parts(text, "OUTPUTS", page.Outputs);
        Section(text, "NOTES", page.Notes);
        Section(text, "RELATED LINKS", page.Links);
        return text.ToString();
    }

    private static void Parts(StringBuilder text, string title, IReadOnlyList<NamedPart> parts)
    {
        Section(text, title, "");
        foreach (var part in parts)
            Block(text, $"### {part.Name}", part.Text);
    }

    private static void Section(StringBuilder text, string title, string content) => Block(text, $"## {title}", content);

    private static void Block(StringBuilder text, string heading, string? content)
    {
        text.Append('\n').Append(heading).Append('\n');
        if (!string.IsNullOrEmpty(content))
            text.Append('\n').Append(content).Append('\n');
    }
}
