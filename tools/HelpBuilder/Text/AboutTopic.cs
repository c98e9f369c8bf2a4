using System.IO;
using System.Linq;
using System.Text;
using ClaudeDesktop.HelpBuilder.Pages;

namespace ClaudeDesktop.HelpBuilder.Text;

/// <summary>An about topic as Get-Help shows it. It takes the fifth line for the topic's synopsis.</summary>
internal static class AboutTopic
{
    private const int Width = 80;
    private const string Margin = "    ";

    public static string Write(string name, string markdown)
    {
        var title = MarkdownText.Tree(MarkdownText.Parse(markdown)).Sections.SingleOrDefault();
        if (title?.Title != name)
            throw new PageException($"{name}.md must begin with '# {name}', and have no other heading of that level.");
        if (title.Sections.FirstOrDefault() is not { Title: "Short description", Blocks: [_] } first)
            throw new PageException($"{name}.md must say in '## Short description' what it is about, in one paragraph.");
        if (PlainBlocks.Of(first.Blocks).Single().Text.Length > Width - Margin.Length)
            throw new PageException($"{name}.md: the short description must fit a line of {Width - Margin.Length} characters.");
        var text = new StringBuilder($"TOPIC\n{Margin}{name}\n\n");
        Append(text, first);
        foreach (var section in title.Sections.Skip(1))
            Append(text, section);
        return text.ToString().TrimEnd() + "\n";
    }

    private static void Append(StringBuilder text, Section section, int level = 0)
    {
        text.Append(level == 0 ? section.Title.ToUpperInvariant() : Margin + section.Title).Append('\n');
        foreach (var line in PlainBlocks.Of(section.Blocks))
        {
            foreach (var wrapped in line.Wrap(Width - Margin.Length))
                text.Append((Margin + wrapped).TrimEnd()).Append('\n');
            if (line.EndsBlock)
                text.Append('\n');
        }

        foreach (var inner in section.Sections)
            Append(text, inner, level + 1);
    }

    public static void WriteAll(string docs, string output)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(docs, "about"), "about_*.md").Order(System.StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            File.WriteAllText(Path.Combine(output, name + ".help.txt"), Write(name, File.ReadAllText(file).ReplaceLineEndings("\n")), new UTF8Encoding(true));
        }
    }
}
