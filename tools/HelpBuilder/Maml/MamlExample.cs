using System;
using System.Linq;
using System.Xml.Linq;
using ClaudeDesktop.HelpBuilder.Pages;
using ClaudeDesktop.HelpBuilder.Text;
using Markdig.Syntax;
using static ClaudeDesktop.HelpBuilder.Maml.MamlNames;

namespace ClaudeDesktop.HelpBuilder.Maml;

/// <summary>An example: what is said before the code, the code that a test runs, and what is said after it, output among it.</summary>
internal static class MamlExample
{
    // With its margin, a title then fits 80 columns.
    private const int Width = 68;

    public static XElement Of(string command, NamedPart example)
    {
        var blocks = MarkdownText.Parse(example.Text).ToList();
        var place = blocks.FindIndex(block => block is FencedCodeBlock { Info: "powershell" });
        if (place < 0 || blocks.FindLastIndex(block => block is FencedCodeBlock { Info: "powershell" }) != place)
            throw new PageException($"{command}.md, '{example.Name}': an example must hold one block of code that is marked as powershell.");
        var before = MarkdownText.Source(example.Text, blocks.Take(place));
        var after = MarkdownText.Source(example.Text, blocks.Skip(place + 1));
        return new XElement(
            Command + "example",
            new XElement(Ns + "title", Title(example.Name)),
            new XElement(Ns + "introduction", Paragraphs(before)),
            new XElement(Dev + "code", MarkdownText.Code((FencedCodeBlock)blocks[place])),
            new XElement(Dev + "remarks", Paragraphs(after), new XElement(Ns + "para")));
    }

    private static string Title(string name)
    {
        var dashes = new string('-', Math.Max(3, (Width - name.Length) / 2));
        return $"{dashes} {name} {dashes}";
    }
}
