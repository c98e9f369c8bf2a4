using System.Collections.Generic;
using System.Xml.Linq;
using ClaudeDesktop.HelpBuilder.Text;

namespace ClaudeDesktop.HelpBuilder.Maml;

/// <summary>The words of MAML.</summary>
internal static class MamlNames
{
    public static readonly XNamespace Help = "http://msh";
    public static readonly XNamespace Ns = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Paragraphs: a list's items and a block of code become one each, since each of them ends with an empty line.</summary>
    public static IEnumerable<XElement> Paragraphs(string markdown)
    {
        var lines = new List<string>();
        foreach (var line in PlainBlocks.Of(MarkdownText.Parse(markdown)))
        {
            lines.Add(new string(' ', line.Indent) + line.Text);
            if (!line.EndsBlock)
                continue;
            yield return new XElement(Ns + "para", string.Join("\n", lines));
            lines.Clear();
        }
    }

    public static XElement Description(string markdown) => new(Ns + "description", Paragraphs(markdown));

    public static XElement Type(string name) => new(Dev + "type", new XElement(Ns + "name", name), new XElement(Ns + "uri"));
}
