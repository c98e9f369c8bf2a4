using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using ClaudeDesktop.HelpBuilder.Pages;
using ClaudeDesktop.HelpBuilder.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using static ClaudeDesktop.HelpBuilder.Maml.MamlNames;

namespace ClaudeDesktop.HelpBuilder.Maml;

/// <summary>Pages as the XML that Get-Help reads.</summary>
internal static class MamlFile
{
    public static XDocument Of(IEnumerable<CommandPage> pages) => new(
        new XElement(Help + "helpItems", new XAttribute("schema", "maml"), new XAttribute("xmlns", Help.NamespaceName), pages.Select(Of)));

    private static XElement Of(CommandPage page)
    {
        var words = page.Name.Split('-', 2);
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Ns.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "command", Command.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dev", Dev.NamespaceName),
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Command + "verb", words[0]),
                new XElement(Command + "noun", words[^1]),
                Description(page.Synopsis)),
            Description(page.Description),
            new XElement(Command + "syntax", page.Syntax.Select(set => MamlParameters.Syntax(page, set.Set))),
            new XElement(Command + "parameters", page.Parameters.Select(MamlParameters.Full)),
            new XElement(Command + "inputTypes", page.Inputs.Select(part => Value("inputType", part))),
            new XElement(Command + "returnValues", page.Outputs.Select(part => Value("returnValue", part))),
            page.Notes.Length == 0 ? null : new XElement(Ns + "alertSet", new XElement(Ns + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(example => MamlExample.Of(page.Name, example))),
            new XElement(Command + "relatedLinks", Links(page)));
    }

    private static XElement Value(string name, NamedPart part) => new(Command + name, Type(part.Name), Description(part.Text));

    // Get-Help -Online opens the first address.
    private static IEnumerable<XElement> Links(CommandPage page)
    {
        yield return Link("Online version", new FrontMatter(page.FrontMatter)["HelpUri"]);
        foreach (var link in MarkdownText.Parse(page.Links).Descendants<LinkInline>())
            yield return Link(PlainInlines.Of(link.FirstChild), link.Url is { } url && url.Contains("://", System.StringComparison.Ordinal) ? url : "");
    }

    private static XElement Link(string text, string uri) => new(Ns + "navigationLink", new XElement(Ns + "linkText", text), new XElement(Ns + "uri", uri));
}
