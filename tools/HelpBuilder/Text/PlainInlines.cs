using System;
using System.Linq;
using Markdig.Syntax.Inlines;

namespace ClaudeDesktop.HelpBuilder.Text;

/// <summary>A line of Markdown as it reads in a shell.</summary>
internal static class PlainInlines
{
    public static string Of(Inline? inline) => inline switch
    {
        null => "",
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline link => link.Url,
        LinkInline link => Link(Children(link), link.Url ?? ""),
        ContainerInline container => Children(container),
        _ => throw new PageException($"A shell cannot show {inline.GetType().Name}."),
    };

    // A page beside this one is a topic of the help: its name is enough.
    private static string Link(string text, string url) => url.Contains("://", StringComparison.Ordinal) && url != text ? $"{text} ({url})" : text;

    private static string Children(ContainerInline container) => string.Concat(container.Select(Of));
}
