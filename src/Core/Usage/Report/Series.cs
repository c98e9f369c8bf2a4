using System.Collections.Generic;

namespace ClaudeDesktop.Usage.Report;

/// <summary>One colour of a chart over time.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Colour">The number of its colour in the page's style.</param>
/// <param name="Values">One value a period.</param>
internal sealed record Series(string Name, int Colour, IReadOnlyList<decimal> Values);
