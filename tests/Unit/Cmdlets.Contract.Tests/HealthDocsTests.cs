using System;
using System.IO;
using System.Linq;
using System.Text;
using ClaudeDesktop.Desktop.Health;
using Xunit;

namespace ClaudeDesktop.Cmdlets.Contract.Tests;

/// <summary>docs/health.md is written from the catalog: with CLAUDEDESKTOP_WRITE_DOCS=1 this test writes it.</summary>
public class HealthDocsTests
{
    private const string Switch = "CLAUDEDESKTOP_WRITE_DOCS";
    private const string Command = Switch + "=1 dotnet test --project tests/Unit/Cmdlets.Contract.Tests";

    private const string Introduction = """
        # What Test-CDProfile says

        `Test-CDProfile` emits one object a finding: `Code`, `Severity`, `Message`, `RecommendedAction`, `Repairable`, `Path`. `-Quiet` gives `$false` only where a
        finding is an `Error`. `Repair-CDProfile` puts right what is repairable and says of every finding what became of it; a second run changes nothing.

        This table is written from the code.

        | code | severity | what it means | what puts it right | by `Repair-CDProfile` |
        |---|---|---|---|---|

        """;

    [Fact]
    public void The_table_says_what_the_catalog_says()
    {
        var path = Repository.PathOf("docs", "health.md");
        var expected = Write();
        if (Environment.GetEnvironmentVariable(Switch) == "1")
            File.WriteAllText(path, expected, new UTF8Encoding(false));
        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == expected, $"docs/health.md is not what the catalog says. Write it anew: {Command}");
    }

    private static string Write() => Introduction.ReplaceLineEndings("\n") + string.Concat(HealthCatalog.Rows.Select(Line));

    private static string Line(HealthRow row) =>
        $"| `{row.Code}` | {row.Severity} | {Cell(row.Meaning)} | {Cell(row.Repair)} | {(row.Repairable ? "yes" : row.Severity == HealthSeverity.Ok ? "" : "no")} |\n";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
