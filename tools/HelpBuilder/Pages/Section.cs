using System.Collections.Generic;
using Markdig.Syntax;

namespace ClaudeDesktop.HelpBuilder.Pages;

/// <summary>A heading with the blocks below it, and the headings of the next level.</summary>
internal sealed record Section(string Title, int Line)
{
    public List<Block> Blocks { get; } = [];

    public List<Section> Sections { get; } = [];
}
