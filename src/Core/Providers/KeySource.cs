namespace ClaudeDesktop.Providers;

/// <summary>Where a provider's key is kept. Says how to find it, and never what it is.</summary>
public sealed record KeySource
{
    private KeySource()
    {
    }

    public static KeySource Store { get; } = new();

    public KeySourceKind Kind { get; private init; }

    /// <summary>The environment variable.</summary>
    public string? Variable { get; private init; }

    /// <summary>The vault; null for the first one that has the secret.</summary>
    public string? VaultName { get; private init; }

    /// <summary>The secret's name in the vault.</summary>
    public string? SecretName { get; private init; }

    public static KeySource FromEnvironment(string variable) => new() { Kind = KeySourceKind.Environment, Variable = variable };

    public static KeySource FromVault(string? vaultName, string secretName) => new() { Kind = KeySourceKind.Vault, VaultName = vaultName, SecretName = secretName };

    public override string ToString() => Kind switch
    {
        KeySourceKind.Environment => "env:" + Variable,
        KeySourceKind.Vault => $"vault:{VaultName ?? "*"}/{SecretName}",
        _ => nameof(KeySourceKind.Store),
    };
}
