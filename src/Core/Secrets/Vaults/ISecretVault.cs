namespace ClaudeDesktop.Secrets.Vaults;

/// <summary>A place that holds values. It knows neither of locks nor of other places.</summary>
internal interface ISecretVault
{
    /// <summary>A value, or null where there is none of that name.</summary>
    string? Get(string name);

    void Set(string name, string value);

    void Remove(string name);
}
