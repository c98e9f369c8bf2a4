using System;

namespace ClaudeDesktop.Secrets.Vaults;

/// <summary>Says of a store that does not answer what to do about it.</summary>
internal sealed class ClearErrors(SecretStoreKind kind, ISecretVault vault) : ISecretVault
{
    public string? Get(string name) => Run(() => vault.Get(name));

    public void Set(string name, string value) => Run(() =>
    {
        vault.Set(name, value);
        return (string?)null;
    });

    public void Remove(string name) => Run(() =>
    {
        vault.Remove(name);
        return (string?)null;
    });

    private string? Run(Func<string?> action)
    {
        try
        {
            return action();
        }
        catch (SecretVaultException e)
        {
            throw SecretErrors.DoesNotAnswer(kind, e.Message, e);
        }
    }
}
