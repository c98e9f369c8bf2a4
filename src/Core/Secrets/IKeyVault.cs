namespace ClaudeDesktop.Secrets;

/// <summary>Vaults of the user's own, from which keys are read and never copied.</summary>
public interface IKeyVault
{
    /// <summary>A secret's text.</summary>
    /// <param name="vaultName">The vault; null for the first one that has the secret.</param>
    /// <param name="secretName">The secret.</param>
    /// <exception cref="ClaudeDesktopException">What is missing: the module, the vault or the secret.</exception>
    string Read(string? vaultName, string secretName);
}
