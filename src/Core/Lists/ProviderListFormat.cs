namespace ClaudeDesktop.Lists;

/// <summary>How a list of providers stands in a file.</summary>
public enum ProviderListFormat
{
    /// <summary>Everything that is known of each provider, and keys where they are sealed.</summary>
    Json,

    /// <summary>A row a provider, for a spreadsheet. Never keys.</summary>
    Csv,
}
