using System;
using System.Linq;
using System.Text.RegularExpressions;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>Something that a vendor's types forbid and its servers take.</summary>
/// <param name="Format">Whose types.</param>
/// <param name="Path">Where, with <c>[]</c> for any place in a list.</param>
/// <param name="Problem">What the types say.</param>
/// <param name="Hosts">Beginnings of <c>host/model</c>: where it is taken, and nowhere else.</param>
internal sealed partial record FieldException(ApiFormat Format, string Path, string Problem, params string[] Hosts)
{
    public bool Covers(ApiFormat format, string host, FieldProblem problem) =>
        format == Format && problem.Problem == Problem && Places().Replace(problem.Path, "[]") == Path && Hosts.Any(one => host.StartsWith(one, StringComparison.Ordinal));

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Places();
}
