using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Replay;

/// <summary>The recordings of one format as cases of a test.</summary>
internal static class Recordings
{
    public static IEnumerable<ITheoryDataRow> Of(string format)
    {
        if (Oracle.Absent is { } reason)
            return [new TheoryDataRow<string>("no recording") { Skip = reason }];
        return Oracle.Read.EnumerateObject()
            .Where(entry => entry.Value.GetProperty("format").GetString() == format)
            .Select(entry => new TheoryDataRow<string>(entry.Name) { Skip = entry.Value.TryGetProperty("skipped", out var why) ? why.GetString() : null });
    }

    public static async Task CheckAsync(ReplayGateway gateway, string name)
    {
        var differences = await gateway.DifferencesAsync(Recording.Load(name));
        if (differences.Count > 0)
            Assert.Fail(string.Join(Environment.NewLine, differences));
    }
}
