namespace ClaudeDesktop.Providers;

/// <summary>How a provider wants to be shown its key.</summary>
public enum AuthScheme
{
    /// <summary><c>Authorization: Bearer KEY</c>.</summary>
    Bearer,

    /// <summary><c>x-api-key: KEY</c>.</summary>
    XApiKey,

    /// <summary><c>x-goog-api-key: KEY</c>.</summary>
    GoogleApiKey,

    /// <summary>No key at all, as a model server on this machine.</summary>
    None,
}
