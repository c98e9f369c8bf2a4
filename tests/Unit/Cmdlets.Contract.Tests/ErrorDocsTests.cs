using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text;
using Xunit;

namespace ClaudeDesktop.Cmdlets.Contract.Tests;

/// <summary>docs/about/about_CDErrors.md is written from the code: with CLAUDEDESKTOP_WRITE_DOCS=1 this test writes it.</summary>
public class ErrorDocsTests
{
    private const string Switch = "CLAUDEDESKTOP_WRITE_DOCS";
    private const string Command = Switch + "=1 dotnet test --project tests/Unit/Cmdlets.Contract.Tests";

    private const string Introduction = """
        # about_CDErrors

        ## Short description

        The errors of the module by their ids, and what to do about each.

        ## Long description

        Every error of this module has an id that stays the same between versions, says what happened and to what, and recommends what to do:

        ```powershell
        Get-Error -Newest 1
        $Error[0].ErrorDetails.RecommendedAction
        $Error[0].FullyQualifiedErrorId
        ```

        The id of an error stands before the comma of its `FullyQualifiedErrorId`, so that a script can tell one from another:

        ```powershell
        try { Enable-CDProvider Kimi -ErrorAction Stop }
        catch {
            switch -Wildcard ($_.FullyQualifiedErrorId) {
                'ProviderNotFound,*' { 'Add it first.' }
                'StoreBusy,*' { 'Try again in a minute.' }
                default { throw }
            }
        }
        ```

        An error about one of several items leaves the others their turn; one about the whole command ends it, with nothing half done. What a provider answers to
        `Test-CDProvider` is a result and no error, with the same advice.

        ## Errors

        This list is written from the code.

        | id | what it means | what to do |
        |---|---|---|

        """;

    private const string End = """

        ## See also

        - Test-CDProfile
        - Repair-CDProfile
        - about_ClaudeDesktop

        """;

    private static readonly CodeDocs Core = new(typeof(ErrorCode).Assembly);
    private static readonly CodeDocs Cmdlets = new(typeof(Errors).Assembly);

    [Fact]
    public void Every_error_says_what_it_means_and_what_to_do() => Assert.All(Rows(), row => Assert.True(
        row.Meaning.Length > 0 && row.Action.Length > 0,
        $"'{row.Id}' lacks its words. In ErrorCode.cs or Errors.cs, write above it a <summary> of what it means and <remarks> of what to do, then: {Command}"));

    [Fact]
    public void The_topic_says_what_the_code_says()
    {
        var path = Repository.PathOf("docs", "about", "about_CDErrors.md");
        var expected = Introduction.ReplaceLineEndings("\n") + string.Concat(Rows().Select(row => $"| `{row.Id}` | {row.Meaning} | {row.Action} |\n")) + End.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable(Switch) == "1")
            File.WriteAllText(path, expected, new UTF8Encoding(false));
        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == expected, $"docs/about/about_CDErrors.md is not what the code says. Write it anew: {Command}");
    }

    private static IEnumerable<(string Id, string Meaning, string Action)> Rows() => Enum.GetNames<ErrorCode>()
        .Select(id => Row(Core, id, $"F:{typeof(ErrorCode).FullName}.{id}"))
        .Concat(OfTheShell().Select(id => Row(Cmdlets, id, $"M:{typeof(Errors).FullName}.{id}")))
        .OrderBy(row => row.Item1, StringComparer.Ordinal);

    private static (string Id, string Meaning, string Action) Row(CodeDocs docs, string id, string member) => (id, docs.Part(member, "summary"), docs.Part(member, "remarks"));

    // What only the shell can do wrong has no code of the domain: the name of the method that makes it is its id.
    private static IEnumerable<string> OfTheShell() => typeof(Errors).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => method.ReturnType == typeof(ErrorRecord))
        .Select(method => method.Name)
        .Except([nameof(Errors.From), nameof(Errors.FromDisk)]);
}
