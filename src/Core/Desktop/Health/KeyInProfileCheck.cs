using System.Collections.Generic;
using ClaudeDesktop.Desktop.Credentials;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether a vendor's key lies open in the profile: where Claude Desktop cannot ask a helper for it, it must.</summary>
internal sealed class KeyInProfileCheck : IHealthCheck
{
    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        if (scene.Active is not { Mode: ProviderMode.Direct } provider || provider.AuthScheme == AuthScheme.None)
            yield break;
        if (scene.Files.Profile?.FindString(ProfileKeys.ApiKey) is { Length: > 0 } key && key != GatewayProfile.NoKey)
        {
            var why = CredentialChoice.Of(scene.Context, provider, scene.Files.Profile).WhyPlain;
            var enough = why is null ? $"Run Enable-CDProvider {provider.Id}, which has Claude Desktop ask a helper for it."
                : provider.KeySource.Kind == KeySourceKind.Store ? "Nothing, if that will do."
                : $"Nothing, if that will do. A helper can print a key from the system's own store: Set-CDProvider {provider.Id} -ApiKey (Read-Host -AsSecureString).";
            yield return HealthFinding.Of(
                HealthCode.KeyInProfile,
                $"The key of '{provider.Name}' stands in Claude Desktop's profile in plain text, readable by your account alone: {why ?? "it was written when no helper could be asked for it"}.",
                $"{enough} To keep the key out of Claude Desktop's files, go through the gateway: Set-CDProvider {provider.Id} -Mode Mapped with a -Route for each model, then Start-CDGateway.",
                scene.Paths.Profile);
        }
    }
}
