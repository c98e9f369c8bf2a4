using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using ClaudeDesktop.Secrets.Vaults;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets;

/// <summary>
/// A user's secrets in the store that the system, the user or the data folder chooses. A store is trusted once it gave a value back;
/// that it did is remembered in the data folder. The first file store moves over when that happens.
/// </summary>
public sealed class UserSecretStore : LockedSecretStore
{
    // What did not work a moment ago is not asked again for each value while a file serves in its place.
    private static readonly ConcurrentDictionary<string, bool> GaveUp = new(StringComparer.Ordinal);
    private readonly HostSystem _system;
    private readonly DataHome _home;
    private readonly IFileOperations _files;
    private readonly SecretStoreFile _state;
    private readonly ValueFile _file;
    private readonly Func<SecretStoreKind, ISecretVault> _open;
    private readonly Dictionary<SecretStoreKind, ISecretVault> _vaults = [];

    public UserSecretStore(HostSystem system, DataHome home, IFileOperations files)
        : this(system, home, files, kind => SystemVaults.Open(kind, system, home, files))
    {
    }

    internal UserSecretStore(HostSystem system, DataHome home, IFileOperations files, Func<SecretStoreKind, ISecretVault> open)
        : base(home)
    {
        _system = system;
        _home = home;
        _files = files;
        _state = new SecretStoreFile(home, files);
        _file = new ValueFile(home.SecretFile, files);
        _open = open;
    }

    public override string? Get(string name)
    {
        while (true)
        {
            var choice = Choice();
            if (choice.Kind != SecretStoreKind.File && choice.IsSettled && Vault(choice.Kind).Get(name) is { } value)
                return value;

            // A file that is still there holds what has not moved over yet. Nothing at all may mean that it moved in this moment.
            if (_file.Get(name) is { } kept)
                return kept;
            if (Choice() == choice)
                return null;
        }
    }

    /// <summary>Lets a file of mode 0600 serve where the system has no store that works.</summary>
    public void AllowFile()
    {
        using var locked = Lock();
        var choice = Choice();
        if (choice.Kind == SecretStoreKind.File)
            return;
        if (Works(choice) is null)
            Settle(choice);
        else if (!choice.IsWish)
            _state.Settle(SecretStoreKind.File);
    }

    private protected override ISecretVault ForWriting()
    {
        var choice = Choice();
        if (choice.Kind == SecretStoreKind.File)
            return _file;
        if (choice.IsSettled)
            return Settle(choice);
        var serves = !choice.IsWish && _file.Exists;
        if (serves && GaveUp.ContainsKey(_home.Root))
            return _file;
        if (Works(choice) is not { } failure)
            return Settle(choice);
        if (!serves)
            throw failure;
        GaveUp[_home.Root] = true;
        return _file;
    }

    private protected override ISecretVault? ForRemoval() => Choice() is { IsSettled: false } && !_file.Exists ? null : ForWriting();

    private protected override void OnChanged(ISecretVault vault)
    {
        if (!ReferenceEquals(vault, _file))
            _state.Touch();
    }

    private SecretStoreChoice Choice() => SecretStores.Choose(_system.Kind, _system.Variable(SecretStores.Variable), _state.Settled);

    private ISecretVault Vault(SecretStoreKind kind)
    {
        lock (_vaults)
        {
            if (!_vaults.TryGetValue(kind, out var vault))
                _vaults[kind] = vault = _open(kind);
            return vault;
        }
    }

    private ClaudeDesktopException? Works(SecretStoreChoice choice) => SecretTrial.Failure(Vault(choice.Kind), choice.Kind);

    /// <summary>Takes a store into use that works. Each step may be the last of this process, and no value is ever in neither place.</summary>
    private ISecretVault Settle(SecretStoreChoice choice)
    {
        var vault = Vault(choice.Kind);
        var found = _files.Read(_home.SecretFile);
        if (found is not null)
            Move(choice, vault);
        if (!choice.IsSettled)
            _state.Settle(choice.Kind);
        if (found is null)
            return vault;
        _files.Delete(_home.SecretFile, found);
        _state.Touch();
        return vault;
    }

    // In a store that serves already, what it holds is newer than what a move left in the file that was cut short.
    private void Move(SecretStoreChoice choice, ISecretVault vault)
    {
        foreach (var pair in _file.All())
        {
            if (choice.IsSettled && vault.Get(pair.Key) is not null)
                continue;
            vault.Set(pair.Key, pair.Value);
            if (vault.Get(pair.Key) != pair.Value)
                throw SecretErrors.ChangedOnTheWay(pair.Key, choice.Kind);
        }
    }
}
