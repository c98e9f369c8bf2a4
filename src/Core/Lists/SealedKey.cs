using System;

namespace ClaudeDesktop.Lists;

/// <summary>A provider's key, and the address that it may be sent to.</summary>
internal sealed record SealedKey(string Key, Uri Address)
{
    // A record would print the key among its members.
    public override string ToString() => Address.Authority;
}
