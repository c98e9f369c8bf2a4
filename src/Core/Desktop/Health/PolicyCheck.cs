using System;
using System.Collections.Generic;
using ClaudeDesktop.Desktop.Credentials;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether a managed policy keeps the active provider's profile from being read.</summary>
internal sealed class PolicyCheck : IHealthCheck
{
    private const string Remove =
        "Have the administrator take that value out of the policy, or roll the provider out with the policy; then quit Claude Desktop fully and start it again.";

    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        if (scene.Active is not { } provider || !scene.Policy.TakesConnectionOver)
            yield break;
        if (scene.Policy.Rejected is { } rejected)
        {
            yield return Finding(
                $"{rejected} It then reads no profile either.",
                "Have the administrator make the file and its folder root's own, writable for root alone (file 0644, folder 0755), with a JSON object in it, or take it away.",
                scene.Policy.RejectedFile);
        }
        else if (!PointsWhereItShould(scene))
        {
            var decisive = scene.Policy.Decisive!;
            yield return Finding($"The managed policy '{decisive.Where}' holds '{decisive.Key}', so Claude Desktop does not read the profile of '{provider.Name}'.", Remove, decisive.Path);
        }
    }

    // A provider that was rolled out with the policy is what was wanted.
    private static bool PointsWhereItShould(HealthScene scene)
    {
        if (scene.Policy.Text(ProfileKeys.Provider) != "gateway" || scene.Policy.Text(ProfileKeys.BootstrapUrl) is not null)
            return false;
        var wanted = GatewayProfile.Write(null, scene.Active!, ProfileCredential.Plain(""), scene.Store.GatewayPort).FindString(ProfileKeys.BaseUrl);
        return string.Equals(scene.Policy.Text(ProfileKeys.BaseUrl)?.TrimEnd('/'), wanted?.TrimEnd('/'), StringComparison.Ordinal);
    }

    private static HealthFinding Finding(string message, string action, string? path) => HealthFinding.Of(HealthCode.ManagedPolicyWins, message, action, path);
}
