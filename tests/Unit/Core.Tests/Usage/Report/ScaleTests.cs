using System.Linq;
using ClaudeDesktop.Usage.Report;
using Xunit;

namespace ClaudeDesktop.Tests.Usage.Report;

public sealed class ScaleTests
{
    [Theory]
    [InlineData("0.00012")]
    [InlineData("0.93")]
    [InlineData("1")]
    [InlineData("7")]
    [InlineData("119")]
    [InlineData("100000000000000")]
    public void An_axis_ends_at_or_a_little_above_the_greatest_value_and_has_few_lines(string text)
    {
        var greatest = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var isWhole in new[] { false, true })
        {
            var scale = Scale.UpTo(greatest, isWhole);
            Assert.InRange(scale.Height(greatest), isWhole && greatest < 1 ? 0 : 49, 100);
            Assert.InRange(scale.Lines.Count, 2, 6);
            Assert.True(!isWhole || scale.Lines.All(line => line == decimal.Truncate(line)), string.Join(' ', scale.Lines));
        }
    }
}
