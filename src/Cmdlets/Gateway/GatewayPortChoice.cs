namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>The port that a gateway is to take.</summary>
/// <param name="Port">The port.</param>
/// <param name="StoredPort">The port that Claude Desktop's profile points to so far.</param>
/// <param name="IsWish">Whether the user named it, so that no other will do.</param>
internal sealed record GatewayPortChoice(int Port, int StoredPort, bool IsWish)
{
    public bool IsNew => Port != StoredPort;
}
