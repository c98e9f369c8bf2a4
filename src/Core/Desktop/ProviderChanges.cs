using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Desktop;

/// <summary>Adds, changes and removes providers, with their keys; for the active one, the profile changes along.</summary>
public sealed class ProviderChanges(ModuleContext context)
{
    private readonly ProfileSwitch _switch = new(context);

    public Provider Add(Provider provider, string? key)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var now = context.Clock();
        var added = provider with { CreatedAt = now, UpdatedAt = now, KeyHint = KeyHint.Of(key), KeySource = key is null ? provider.KeySource : KeySource.Store, UsesSecondKey = false };
        ProviderRules.Check(added);
        _switch.Change([], store => store.With(added), add => context.Store.Read().Find(added.Id) is null ? WithKeys([new ProviderPut(added, key, SetsKey: true)], add) : throw ProviderErrors.AlreadyExists(added.Id));
        return added;
    }

    /// <summary>Adds and changes many providers, with their keys, in one write of the store.</summary>
    /// <param name="plan">What to put into the store as it stands once nobody else can change it; not the active provider.</param>
    internal void Put(Func<StoreSnapshot, IReadOnlyList<ProviderPut>> plan)
    {
        IReadOnlyList<ProviderPut> puts = [];
        _switch.Change([], store => store.With([.. puts.Select(put => put.Provider)]), change =>
        {
            var store = context.Store.Read();
            puts = [.. plan(store).Select(put => KeyPlace.Of(put, store.Find(put.Provider.Id)))];
            return WithKeys([.. puts.Where(put => put.SetsKey)], change);
        });
    }

    /// <param name="id">The provider to change.</param>
    /// <param name="edit">Gives the provider as it shall be; its id stays.</param>
    /// <param name="key">A new key, or null to keep the present one.</param>
    /// <param name="result">What Claude Desktop's files had to do with it; null where nothing.</param>
    /// <param name="enable">Whether Claude Desktop is switched to it as well: both happen, or neither.</param>
    public Provider Change(string id, Func<Provider, Provider> edit, string? key, out SwitchResult? result, bool enable = false)
    {
        ArgumentNullException.ThrowIfNull(edit);
        var found = Stored(id);
        var usesSecondKey = found.UsesSecondKey;
        result = _switch.Change([found.Id], Edit, change => WithoutCopy(found.Id, () => Keep(change)), enable ? found.Id : null);
        return context.Store.Read().Find(found.Id)!;

        SwitchResult? Keep(Func<SwitchResult?> change)
        {
            var before = context.Store.Read().Find(found.Id) ?? throw ProviderErrors.NotFound(found.Id);
            var put = KeyPlace.Of(new ProviderPut(edit(before) with { Id = before.Id }, key, key is not null), before);
            usesSecondKey = put.Provider.UsesSecondKey;
            return WithKeys(key is null ? [] : [put], change);
        }

        StoreSnapshot Edit(StoreSnapshot store)
        {
            var before = store.Find(found.Id) ?? throw ProviderErrors.NotFound(found.Id);
            var edited = edit(before) with { Id = before.Id, UsesSecondKey = usesSecondKey };
            if (key is not null)
                edited = edited with { KeyHint = KeyHint.Of(key), KeySource = KeySource.Store };
            else if (edited.KeySource.Kind != KeySourceKind.Store)
                edited = edited with { KeyHint = null };
            if (edited == before && key is null)
                return store;
            ProviderRules.Check(edited);
            return store.With(edited with { UpdatedAt = context.Clock() });
        }
    }

    public Provider Copy(string id, string newId, string newName)
    {
        var source = Stored(id);
        var key = source.KeySource.Kind == KeySourceKind.Store ? context.Keys.Find(source) : null;
        return Add(source with { Id = newId, Name = newName, IsActive = false }, key);
    }

    /// <summary>Forgets a provider and its key.</summary>
    /// <param name="id">The provider.</param>
    /// <param name="force">Also the active one: official mode is restored with it.</param>
    public SwitchResult? Remove(string id, bool force)
    {
        var found = Stored(id);
        if (found.IsActive && !force)
            throw ProviderErrors.IsActive(found);
        var result = found.IsActive
            ? _switch.Restore(previous: false, store => store.Without(found.Id))
            : _switch.Change([], store => store.ActiveId == found.Id ? throw ProviderErrors.IsActive(found) : store.Without(found.Id));
        _switch.Change([], store => store, _ => RemoveKey(found.Id));
        return result;
    }

    /// <summary>An id for a name that no provider has yet.</summary>
    public string FreeId(string name) => ProviderId.Candidates(name).First(id => context.Store.Read().Find(id) is null);

    private Provider Stored(string id) => context.Store.Read().Find(id) switch
    {
        null => throw ProviderErrors.NotFound(id),
        { IsOfficial: true } => throw ProviderErrors.IsOfficial(),
        var found => found,
    };

    // Another shell may have added one of the same id meanwhile, with a key of its own.
    private SwitchResult? RemoveKey(string id)
    {
        if (context.Store.Read().Find(id) is null)
            RemoveKeys(id);
        return null;
    }

    // Where a key lies elsewhere, no copy of it stays.
    private SwitchResult? WithoutCopy(string id, Func<SwitchResult?> change)
    {
        var result = change();
        if (context.Store.Read().Find(id) is { KeySource.Kind: not KeySourceKind.Store })
            RemoveKeys(id);
        return result;
    }

    private void RemoveKeys(string id)
    {
        foreach (var name in SecretNames.ProviderKeys(id))
            context.Secrets.Remove(name);
    }

    // The key goes first, so that no stored provider ever lacks it; a change that fails puts the old one back. Without a new key there
    // shall be none: one that a provider of this id left behind is not to be sent to another address.
    private SwitchResult? WithKeys(IReadOnlyList<ProviderPut> puts, Func<SwitchResult?> change)
    {
        var present = context.Store.Read();
        var left = puts.Select(put => KeyPlace.LeftBy(put, present.Find(put.Provider.Id))).OfType<string>().ToList();
        var result = WithNewKeys(puts, change);
        foreach (var name in left)
            Forget(name);
        return result;
    }

    // What stays there is asked for by nobody, and is written over or removed later: it does not make the change a failure.
    private void Forget(string name)
    {
        try
        {
            context.Secrets.Remove(name);
        }
        catch (ClaudeDesktopException)
        {
        }
    }

    private SwitchResult? WithNewKeys(IReadOnlyList<ProviderPut> puts, Func<SwitchResult?> change)
    {
        var before = new List<(string Name, string? Key, string? New)>();
        try
        {
            foreach (var put in puts)
            {
                var name = SecretNames.ProviderKey(put.Provider);
                before.Add((name, context.Secrets.Get(name), put.Key));
                Keep(name, put.Key, before[before.Count - 1].Key);
            }

            return change();
        }
        catch
        {
            foreach (var (name, key, changed) in before)
                Keep(name, key, changed);
            throw;
        }
    }

    private void Keep(string name, string? key, string? present)
    {
        if (key == present)
            return;
        if (key is null)
            context.Secrets.Remove(name);
        else
            context.Secrets.Set(name, key);
    }
}
