using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Providers;

public class PresetPageTests
{
    [Fact]
    public void The_page_of_presets_says_what_the_presets_say()
    {
        var rows = File.ReadAllLines(Repository.PathOf("docs", "presets.md")).SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.StartsWith('|'));

        Assert.Equal(Presets.All.Select(Row), rows);
    }

    private static string Row(Preset preset) =>
        $"| {preset.Name} | {preset.Mode} | {preset.ApiFormat} | {(preset.NeedsKey ? preset.AuthScheme : "none")} | {string.Join(", ", preset.Needs.Select(need => "`-" + need + "`"))} | {Models(preset)} |";

    private static string Models(Preset preset)
    {
        var models = preset.Routes.Select(route => route.Model).Concat(preset.Models).Distinct().ToList();
        return models.Count > 0 ? $"{string.Join(", ", models)} ({preset.ModelsAsOf})" : preset.Mode == ProviderMode.Direct ? "found by the app" : "yours";
    }
}
