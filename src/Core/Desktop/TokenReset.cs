using System;
using System.Linq;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Desktop;

/// <summary>Replaces the secret between Claude Desktop and the local gateway, in the store and in the profile of a mapped provider.</summary>
public sealed class TokenReset(ModuleContext context)
{
    public TokenResetResult Run()
    {
        var mapped = context.Store.Read().Providers.Where(provider => provider.Mode == ProviderMode.Mapped).Select(provider => provider.Id);
        var result = new ProfileSwitch(context).Change([.. mapped], store => store, Replace);
        return new TokenResetResult { ProfilePath = context.Paths.Profile, ProfileChanged = result is { RestartRequired: true } };
    }

    // The store goes first: whoever dies in between leaves a profile whose token is not the store's, which is found and mended.
    private SwitchResult? Replace(Func<SwitchResult?> writeProfile)
    {
        var before = context.Secrets.Get(SecretNames.GatewayToken);
        context.Secrets.Set(SecretNames.GatewayToken, GatewayToken.Create());
        try
        {
            return writeProfile();
        }
        catch
        {
            if (before is null)
                context.Secrets.Remove(SecretNames.GatewayToken);
            else
                context.Secrets.Set(SecretNames.GatewayToken, before);
            throw;
        }
    }
}
