using System;
using ClaudeDesktop.Desktop.Policy;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>What all checks look at: the machine, the store and Claude Desktop's files as they were at one moment.</summary>
internal sealed record HealthScene(ModuleContext Context, StoreSnapshot Store, DesktopFiles Files, Func<int, ListenerKind> WhoListens)
{
    private readonly Lazy<ManagedPolicy> _policy = new(() => PolicyReader.Read(Context.System, Context.Files));
    private readonly Lazy<AppliedProfile?> _applied = new(() => AppliedProfile.Read(Files, Context.Files));

    /// <summary>The provider that Claude Desktop was last switched to; null for the official one.</summary>
    public Provider? Active => Store.Active;

    public DesktopPaths Paths => Context.Paths;

    public ManagedPolicy Policy => _policy.Value;

    /// <summary>The profile that Claude Desktop applies, ours or another's.</summary>
    public AppliedProfile? Applied => _applied.Value;

    /// <summary>A provider's key, or that there is none; false where nothing can be said of it: a vault may ask a person, and another user's variables are not ours.</summary>
    public bool TryReadKey(Provider provider, out string? key)
    {
        key = null;
        switch (provider.KeySource.Kind)
        {
            case KeySourceKind.Vault:
            case KeySourceKind.Environment when !Context.System.IsThisUser:
                return false;
            case KeySourceKind.Environment:
                key = Context.Keys.Find(provider);
                return true;
            default:
                return TryReadSecret(SecretNames.ProviderKey(provider), out key);
        }
    }

    /// <summary>A secret, or that there is none; false where another user's cannot be read, so that nothing can be said of it.</summary>
    public bool TryReadSecret(string name, out string? value)
    {
        value = null;
        try
        {
            value = Context.Secrets.Get(name);
            return true;
        }
        catch (ClaudeDesktopException) when (!Context.System.IsThisUser)
        {
            return false;
        }
    }
}
