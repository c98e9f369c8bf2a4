using System;

namespace ClaudeDesktop.Providers;

/// <summary>Where a provider's key is kept. Says how to find it, and never what it is.</summary>
public sealed record KeySource
{
    private const string EnvironmentPrefix = "env:";
    private const string VaultPrefix = "vault:";

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

    /// <summary>Reads what <see cref="ToString"/> writes; null where it is something else.</summary>
    public static KeySource? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Equals(nameof(KeySourceKind.Store), StringComparison.OrdinalIgnoreCase))
            return Store;
        if (text.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
            return FromEnvironment(text.Substring(EnvironmentPrefix.Length)) is { IsNamed: true } variable ? variable : null;
        if (!text.StartsWith(VaultPrefix, StringComparison.OrdinalIgnoreCase) || text.IndexOf('/') is var slash && slash < VaultPrefix.Length)
            return null;
        var vault = text.Substring(VaultPrefix.Length, slash - VaultPrefix.Length);
        return FromVault(vault is "*" or "" ? null : vault, text.Substring(slash + 1)) is { IsNamed: true } secret ? secret : null;
    }

    // What a terminal, a variable or a vault could not bear is no name.
    internal bool IsNamed => Kind switch
    {
        KeySourceKind.Environment => IsName(Variable) && Variable!.IndexOf('=') < 0,
        KeySourceKind.Vault => IsName(SecretName) && (VaultName is null || IsName(VaultName)),
        _ => true,
    };

    private static bool IsName(string? text) => !string.IsNullOrWhiteSpace(text) && PlainText.IsPlain(text);

    public override string ToString() => Kind switch
    {
        KeySourceKind.Environment => EnvironmentPrefix + Variable,
        KeySourceKind.Vault => $"{VaultPrefix}{VaultName ?? "*"}/{SecretName}",
        _ => nameof(KeySourceKind.Store),
    };
}
