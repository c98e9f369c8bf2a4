using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ClaudeDesktop.Usage.Report;
using Xunit;

namespace ClaudeDesktop.Tests.Usage.Report;

/// <summary>Contrast as WCAG 2.2 wants it at level AA, of light and of dark.</summary>
public sealed partial class PageColoursTests
{
    private static readonly Dictionary<string, string[]> Colours =
        Colour().Matches(PageAssets.Style).ToDictionary(match => match.Groups[1].Value, match => new[] { match.Groups[2].Value, match.Groups[3].Value });

    [Theory]
    [InlineData("ink", "card")]
    [InlineData("ink", "page")]
    [InlineData("soft", "card")]
    [InlineData("soft", "page")]
    [InlineData("strong", "card")]
    public void Letters_can_be_read(string letters, string ground)
    {
        for (var scheme = 0; scheme < 2; scheme++)
            Assert.InRange(Contrast(Colours[letters][scheme], Colours[ground][scheme]), 4.5, 21);
    }

    [Fact]
    public void Every_colour_of_a_chart_stands_out_from_the_card()
    {
        for (var colour = 1; colour <= 6; colour++)
        {
            for (var scheme = 0; scheme < 2; scheme++)
                Assert.InRange(Contrast(Colours[FormattableString.Invariant($"c{colour}")][scheme], Colours["card"][scheme]), 3, 21);
        }
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var parts = new[] { 1, 3, 5 }.Select(at => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d).Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToList();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex(@"--(\w+): light-dark\((#\w{6}), (#\w{6})\);")]
    private static partial Regex Colour();
}
