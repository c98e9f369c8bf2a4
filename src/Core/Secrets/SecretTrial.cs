using System;
using ClaudeDesktop.Secrets.Vaults;

namespace ClaudeDesktop.Secrets;

/// <summary>Shows whether a store works: a random value is put in, read back and taken out.</summary>
internal static class SecretTrial
{
    /// <returns>Why it cannot be used; null where it can.</returns>
    public static ClaudeDesktopException? Failure(ISecretVault vault, SecretStoreKind kind)
    {
        var name = "trial:" + Guid.NewGuid().ToString("N");
        var value = GatewayToken.Create();
        try
        {
            vault.Set(name, value);
            var found = vault.Get(name);
            vault.Remove(name);
            return found == value && vault.Get(name) is null ? null : SecretErrors.CannotKeep(kind, "did not give back what was put there");
        }
        catch (SecretVaultException e)
        {
            return SecretErrors.CannotKeep(kind, e.Message, e);
        }
        catch (ClaudeDesktopException e) when (e.Code == ErrorCode.SecretStoreUnavailable)
        {
            return e.InnerException is SecretVaultException why ? SecretErrors.CannotKeep(kind, why.Message, why) : e;
        }
    }
}
