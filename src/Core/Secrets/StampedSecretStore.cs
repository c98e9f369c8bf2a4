using System;

namespace ClaudeDesktop.Secrets;

/// <summary>A store without a file of its own, whose changes reach a running gateway by way of a stamp.</summary>
public sealed class StampedSecretStore(ISecretStore store, SecretStamp stamp) : ISecretStore
{
    public string? Get(string name) => store.Get(name);

    public string GetOrAdd(string name, Func<string> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        var isNew = false;
        var value = store.GetOrAdd(name, () =>
        {
            isNew = true;
            return create();
        });
        if (isNew)
            stamp.Renew();
        return value;
    }

    // The stamp comes last: whoever sees it finds the change already made.
    public void Set(string name, string value)
    {
        store.Set(name, value);
        stamp.Renew();
    }

    public void Remove(string name)
    {
        store.Remove(name);
        stamp.Renew();
    }
}
