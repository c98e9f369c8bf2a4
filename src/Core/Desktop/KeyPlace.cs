using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Desktop;

/// <summary>
/// Where a provider's new key goes. One for a new address goes to the place that is free, and the write of the store that says the address
/// says the place as well: whoever reads between two writes, also after a crash, finds an address with the key that was given for it.
/// </summary>
internal static class KeyPlace
{
    /// <param name="put">The provider as it shall be.</param>
    /// <param name="before">The provider as it is; null where there is none.</param>
    public static ProviderPut Of(ProviderPut put, Provider? before) =>
        put with { Provider = put.Provider with { UsesSecondKey = before is not null && before.UsesSecondKey != Moves(put, before) } };

    /// <summary>The place that nobody needs once the store is written; null where there is none.</summary>
    public static string? LeftBy(ProviderPut put, Provider? before) =>
        before is not null && before.UsesSecondKey != put.Provider.UsesSecondKey ? SecretNames.ProviderKey(before) : null;

    private static bool Moves(ProviderPut put, Provider before) => put is { SetsKey: true, Key: not null } && put.Provider.BaseUri != before.BaseUri;
}
