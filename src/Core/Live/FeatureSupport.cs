namespace ClaudeDesktop.Live;

/// <summary>Whether Claude Desktop gets a feature from a provider.</summary>
public enum FeatureSupport
{
    /// <summary>Nobody asked, and nothing is known.</summary>
    Unknown,

    /// <summary>The provider has it in Claude Desktop's own format.</summary>
    Native,

    /// <summary>The provider has it in its format, and the gateway translates it.</summary>
    Mapped,

    /// <summary>Claude Desktop does not get it.</summary>
    Unsupported,
}
