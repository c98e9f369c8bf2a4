using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ClaudeDesktop.EndToEnd.Load;

namespace ClaudeDesktop.EndToEnd;

/// <summary>Medians in Markdown: what a direct call takes, what each hop adds to it, and, in brackets, how many times as much that is as what nginx adds.</summary>
internal sealed class Table(IEnumerable<string> targets)
{
    private readonly List<Figure> _figures = [];
    private readonly List<string> _targets = [.. targets];
    private readonly Dictionary<(Figure Figure, string Target), List<double>> _values = [];

    public void Add(Figure figure, string target, double value)
    {
        if (!_figures.Contains(figure))
            _figures.Add(figure);
        if (!_values.TryGetValue((figure, target), out var values))
            _values[(figure, target)] = values = [];
        values.Add(value);
    }

    public void Print()
    {
        Console.WriteLine($"| | {string.Join(" | ", _targets)} |");
        Console.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---|", _targets.Count))}");
        foreach (var figure in _figures)
            Console.WriteLine($"| {figure.Name} | {string.Join(" | ", _targets.Select(target => Show(figure, target)))} |");
    }

    public static string Number(double value) => value.ToString(Math.Abs(value) switch
    {
        >= 100 => "#,0",
        >= 10 => "0.0",
        >= 1 => "0.00",
        _ => "0.000",
    }, CultureInfo.InvariantCulture);

    private string Show(Figure figure, string target)
    {
        var value = Of(figure, target);
        if (double.IsNaN(value))
            return "";
        if (target == "direct")
            return Number(value);
        var beside = Of(figure, "nginx");
        if (figure.Kind == FigureKind.Added)
            (value, beside) = (value - Of(figure, "direct"), beside - Of(figure, "direct"));
        var sign = figure.Kind == FigureKind.Added && value >= 0 ? "+" : "";
        return target == "nginx" || double.IsNaN(beside) || beside <= 0 ? sign + Number(value) : $"{sign}{Number(value)} ({Number(value / beside)})";
    }

    private double Of(Figure figure, string target) => _values.TryGetValue((figure, target), out var values) ? Times.Median(values) : double.NaN;
}
