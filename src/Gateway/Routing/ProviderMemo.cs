using System;
using System.Runtime.CompilerServices;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Routing;

/// <summary>What follows from a provider's settings alone: worked out once, and forgotten with them.</summary>
/// <param name="make">Works it out.</param>
internal sealed class ProviderMemo<T>(Func<Provider, T> make)
    where T : class
{
    private readonly ConditionalWeakTable<Provider, StrongBox<T>> _known = [];

    public T Of(Provider provider) => (_known.TryGetValue(provider, out var known) ? known : _known.GetOrAdd(provider, from => new StrongBox<T>(make(from)))).Value!;
}
