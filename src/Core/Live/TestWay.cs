namespace ClaudeDesktop.Live;

/// <summary>Which way a test's question went.</summary>
public enum TestWay
{
    /// <summary>To the provider's address, as Claude Desktop itself goes.</summary>
    Direct,

    /// <summary>Through the local gateway, as Claude Desktop itself goes.</summary>
    Gateway,

    /// <summary>To the provider of a mapped one, in its own format and around the gateway: what the gateway makes of it was not tested.</summary>
    Upstream,
}
