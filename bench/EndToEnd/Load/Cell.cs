using System;
using System.Collections.Generic;
using ClaudeDesktop.EndToEnd.Targets;

namespace ClaudeDesktop.EndToEnd.Load;

/// <summary>One load, and the figures that it gives.</summary>
internal sealed record Cell(IReadOnlyList<Figure> Figures, Func<Target, double[]> Measure);
