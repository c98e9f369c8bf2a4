using System;
using ClaudeDesktop.Secrets.Vaults;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets;

/// <summary>A store in which one process at a time changes something; reading waits for nobody.</summary>
public abstract class LockedSecretStore : ISecretStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly DataHome _home;

    private protected LockedSecretStore(DataHome home) => _home = home;

    public abstract string? Get(string name);

    public string GetOrAdd(string name, Func<string> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        if (Get(name) is { Length: > 0 } known)
            return known;
        using var locked = Lock();
        var vault = ForWriting();
        if (vault.Get(name) is { Length: > 0 } meanwhile)
            return meanwhile;
        var made = create();
        vault.Set(name, made);
        OnChanged(vault);
        return made;
    }

    public void Set(string name, string value)
    {
        using var locked = Lock();
        var vault = ForWriting();
        vault.Set(name, value);
        OnChanged(vault);
    }

    public void Remove(string name)
    {
        using var locked = Lock();
        if (ForRemoval() is not { } vault)
            return;
        vault.Remove(name);
        OnChanged(vault);
    }

    private protected FileLock Lock()
    {
        _home.RefuseLink();
        return FileLock.Acquire(_home.SecretLockFile, Patience);
    }

    /// <summary>Where a new value goes. The lock is held.</summary>
    private protected abstract ISecretVault ForWriting();

    /// <summary>Where a value may have to go from; null where nothing was kept yet. The lock is held.</summary>
    private protected abstract ISecretVault? ForRemoval();

    private protected virtual void OnChanged(ISecretVault vault)
    {
    }
}
