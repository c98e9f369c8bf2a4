using System.Collections.Generic;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether Claude Desktop would start in third-party mode, with our profile.</summary>
internal sealed class ModeCheck : IHealthCheck
{
    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        if (scene.Active is null)
            yield break;
        if (DeploymentMode.Read(scene.Files.ThirdPartyConfig) == DeploymentMode.Official)
            yield return OfficialMode(scene.Paths.ThirdPartyConfig);
        else if (DeploymentMode.Read(scene.Files.StandardConfig) == DeploymentMode.Official)
            yield return OfficialMode(scene.Paths.StandardConfig);
        if (ConfigLibrary.AppliedId(scene.Files.Index) is var applied && applied != DesktopPaths.ProfileId)
        {
            var what = applied is null ? "No profile is applied in Claude Desktop's config library." : $"Another profile ('{applied}') is applied in Claude Desktop's config library.";
            yield return HealthFinding.Of(HealthCode.NotApplied, what, HealthFinding.WriteAnew, scene.Paths.LibraryIndex);
        }
    }

    private static HealthFinding OfficialMode(string path) => HealthFinding.Of(
        HealthCode.DeploymentModeOfficial, "Claude Desktop's settings choose Claude.ai (deploymentMode is 1p), so the profile is not used.", HealthFinding.WriteAnew, path);
}
