using System.Collections.Generic;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether a vendor's key lies open in the profile: in Direct mode Claude Desktop needs it there.</summary>
internal sealed class KeyInProfileCheck : IHealthCheck
{
    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        if (scene.Active is not { Mode: ProviderMode.Direct } provider || provider.AuthScheme == AuthScheme.None)
            yield break;
        if (scene.Files.Profile?.FindString(ProfileKeys.ApiKey) is { Length: > 0 } key && key != GatewayProfile.NoKey)
        {
            yield return HealthFinding.Of(
                HealthCode.KeyInProfile,
                $"The key of '{provider.Name}' stands in Claude Desktop's profile in plain text, readable by your account alone: that is how Direct mode works.",
                $"Nothing, if that will do. To keep the key out of Claude Desktop's files, go through the gateway: Set-CDProvider {provider.Id} -Mode Mapped with a -Route for each model, then Start-CDGateway.",
                scene.Paths.Profile);
        }
    }
}
