using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.HelpBuilder.Facts;
using ClaudeDesktop.HelpBuilder.Text;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace ClaudeDesktop.HelpBuilder.Pages;

/// <summary>Reads a page of the schema.</summary>
internal sealed class PageReader
{
    public const string Common = "CommonParameters";
    private const string DefaultMark = " (Default)";
    private static readonly string[] Order = ["SYNOPSIS", "SYNTAX", "ALIASES", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];
    private readonly string _name;
    private readonly string _markdown;
    private readonly Dictionary<string, Section> _sections;
    private readonly string _frontMatter;

    private PageReader(string name, string markdown)
    {
        _name = name;
        _markdown = markdown;
        var tree = MarkdownText.Tree(MarkdownText.Parse(markdown));
        var title = tree.Sections is [var only] && only.Title == name ? only : throw Wrong(1, $"the only heading of the first level must be '# {name}'");
        var titles = title.Sections.Select(section => section.Title).ToList();
        if (!titles.SequenceEqual(Order))
            throw Wrong(1, $"its sections must be {string.Join(", ", Order)}, in this order, and are {string.Join(", ", titles)}");
        _sections = title.Sections.ToDictionary(section => section.Title);
        var front = tree.Blocks.OfType<YamlFrontMatterBlock>().FirstOrDefault() ?? throw Wrong(1, "the front matter is missing");
        _frontMatter = front.Lines.ToString().Trim();
    }

    public static CommandPage Read(string path) => new PageReader(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path).ReplaceLineEndings("\n")).Read();

    private CommandPage Read() => new()
    {
        Name = _name,
        FrontMatter = _frontMatter,
        Synopsis = Text("SYNOPSIS"),
        Syntax = [.. _sections["SYNTAX"].Sections.Select(Syntax)],
        Aliases = Text("ALIASES"),
        Description = Text("DESCRIPTION"),
        Examples = Named("EXAMPLES"),
        Parameters = [.. _sections["PARAMETERS"].Sections.Where(section => section.Title != Common).Select(Parameter)],
        CommonParameters = _sections["PARAMETERS"].Sections.Find(section => section.Title == Common) is { } common ? Text(common) : "",
        Inputs = Named("INPUTS"),
        Outputs = Named("OUTPUTS"),
        Notes = Text("NOTES"),
        Links = Text("RELATED LINKS"),
    };

    private SyntaxPart Syntax(Section section)
    {
        var isDefault = section.Title.EndsWith(DefaultMark, System.StringComparison.Ordinal);
        var set = isDefault ? section.Title[..^DefaultMark.Length] : section.Title;
        return section.Blocks is [FencedCodeBlock code] ? new SyntaxPart(set, isDefault, MarkdownText.Code(code)) : throw Wrong(section.Line, "a parameter set must hold one block of code");
    }

    private ParameterPart Parameter(Section section)
    {
        if (!section.Title.StartsWith('-') || section.Blocks.LastOrDefault() is not FencedCodeBlock { Info: "yaml" } yaml)
            throw Wrong(section.Line, "a parameter must be '### -Name' with a text and, at its end, a yaml block");
        var name = section.Title[1..];
        return new ParameterPart(name, MarkdownText.Source(_markdown, section.Blocks.SkipLast(1)), FactsYaml.Read(MarkdownText.Code(yaml)) with { Name = name });
    }

    private NamedPart[] Named(string title) => [.. _sections[title].Sections.Select(section => new NamedPart(section.Title, Text(section)))];

    private string Text(string title) => Text(_sections[title]);

    private string Text(Section section) => MarkdownText.Source(_markdown, section.Blocks);

    private PageException Wrong(int line, string what) => new($"{_name}.md, line {line}: {what}.");
}
