using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace ClaudeDesktop.Cmdlets.Contract.Tests;

public class ErrorTests
{
    public static TheoryData<ErrorCode> Codes { get; } = [.. Enum.GetValues<ErrorCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_category_that_says_something(ErrorCode code) => Assert.NotEqual(ErrorCategory.NotSpecified, Errors.CategoryOf(code));

    [Fact]
    public void Every_error_record_is_made_in_one_file()
    {
        var makers = Directory.EnumerateFiles(Repository.PathOf("src", "Cmdlets"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(path).Contains("new ErrorRecord(", StringComparison.Ordinal) || File.ReadAllText(path).Contains("new ErrorDetails(", StringComparison.Ordinal))
            .Select(Path.GetFileName);
        Assert.Equal(["Errors.cs"], makers);
    }
}
