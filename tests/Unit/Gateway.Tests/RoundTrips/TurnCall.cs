namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>A call in a model's answer.</summary>
/// <param name="Id">Its id, where the vendor gives one.</param>
/// <param name="Name">The tool.</param>
/// <param name="Input">A JSON object.</param>
internal sealed record TurnCall(string Id, string Name, string Input);
