namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>What is wrong with a request, and where: <c>$.messages[0].name</c>.</summary>
internal sealed record FieldProblem(string Path, string Problem)
{
    public override string ToString() => $"{Path}: {Problem}";
}
