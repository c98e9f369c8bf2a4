namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>What a model answers once, whatever format its vendor says it in.</summary>
internal sealed record Turn(string? Thought, string? Text, params TurnCall[] Calls)
{
    public string Stop => Calls.Length > 0 ? "tool_use" : "end_turn";
}
