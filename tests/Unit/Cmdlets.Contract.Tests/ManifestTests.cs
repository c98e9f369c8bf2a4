using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ClaudeDesktop.Cmdlets.Contract.Tests;

public partial class ManifestTests
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("module", "ClaudeDesktop.psd1"));

    [Fact]
    public void Exports_exactly_the_cmdlets_of_the_assembly() =>
        Assert.Equal(CmdletMetadata.All.Select(cmdlet => cmdlet.Name), List("CmdletsToExport").Order(StringComparer.Ordinal));

    [Fact]
    public void Exports_nothing_else()
    {
        Assert.Empty(List("FunctionsToExport"));
        Assert.Empty(List("VariablesToExport"));
        Assert.Empty(List("AliasesToExport"));
    }

    [Fact]
    public void Names_format_files_that_exist()
    {
        Assert.NotEmpty(List("FormatsToProcess"));
        Assert.All(List("FormatsToProcess"), file => Assert.True(File.Exists(Repository.PathOf("module", file)), file));
    }

    [Fact]
    public void Leaves_the_version_to_the_build() => Assert.Matches(@"ModuleVersion\s*=\s*'0\.0\.0'", Text);

    [Fact]
    public void Names_the_project_as_the_code_does() => Assert.Contains(ProjectPage.Home, Text, StringComparison.Ordinal);

    [Fact]
    public void Serves_both_editions() => Assert.Equal(["Desktop", "Core"], List("CompatiblePSEditions"));

    private static string[] List(string key)
    {
        var block = Regex.Match(Text, key + @"\s*=\s*@\((?<items>[^)]*)\)");
        Assert.True(block.Success, $"The manifest has no list '{key}'.");
        return [.. Quoted().Matches(block.Groups["items"].Value).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
