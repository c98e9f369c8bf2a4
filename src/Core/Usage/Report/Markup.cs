using System;
using System.Collections.Generic;
using System.Text;

namespace ClaudeDesktop.Usage.Report;

/// <summary>A piece of HTML. Made of an interpolated text, whose every value is escaped unless it is such a piece itself.</summary>
internal sealed class Markup
{
    public static readonly Markup Nothing = new("");

    private readonly string _html;

    private Markup(string html) => _html = html;

    /// <param name="html">The interpolated text: what stands in it is HTML, what is put into it is not.</param>
    public static Markup Of(FormattableString html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return new Markup(string.Format(MarkupFormat.Instance, html.Format, html.GetArguments()));
    }

    public static Markup Of(IEnumerable<Markup> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var all = new StringBuilder();
        foreach (var piece in pieces)
            all.Append(piece._html);
        return new Markup(all.ToString());
    }

    /// <summary>What this module ships itself, as it stands.</summary>
    public static Markup Own(string html) => new(html);

    public override string ToString() => _html;
}
