using System;
using System.Linq;
using ClaudeDesktop.Usage.Report;
using Xunit;

namespace ClaudeDesktop.Tests.Usage.Report;

public sealed class DurationSketchTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    public void A_percentile_is_right_to_about_one_per_cent(double share)
    {
        var chance = new Random(3);
        var times = Enumerable.Range(0, 20_000).Select(_ => TimeSpan.FromMilliseconds(20 * Math.Exp(chance.NextDouble() * 8))).Order().ToList();
        var sketch = new DurationSketch();
        times.ForEach(sketch.Add);
        var exact = times[(int)Math.Ceiling(share * times.Count) - 1];
        Assert.InRange(sketch.Percentile(share) / exact, 0.985, 1.015);
    }

    [Fact]
    public void Times_beyond_its_ends_are_counted_at_its_ends()
    {
        var sketch = new DurationSketch();
        foreach (var time in new[] { TimeSpan.MinValue, TimeSpan.Zero, TimeSpan.MaxValue })
            sketch.Add(time);
        Assert.Equal(3, sketch.Total);
        Assert.Equal(2, sketch.CountIn(0, 1));
    }
}
