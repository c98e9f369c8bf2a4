using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Desktop;

/// <summary>A provider as it shall stand in the store.</summary>
/// <param name="Provider">The provider, with the times and the hint that it shall have.</param>
/// <param name="Key">Its key.</param>
/// <param name="SetsKey">Whether the key is kept, or where it is null taken away; otherwise the present one stays.</param>
internal sealed record ProviderPut(Provider Provider, string? Key, bool SetsKey)
{
    // A record would print the key among its members.
    public override string ToString() => Provider.Id;
}
