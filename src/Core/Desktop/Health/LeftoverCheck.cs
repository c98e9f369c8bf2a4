using System.Collections.Generic;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>In official mode, whether something of ours is still there.</summary>
internal sealed class LeftoverCheck : IHealthCheck
{
    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        if (scene.Active is not null)
            yield break;
        if (scene.Files.Profile?.FindString(ProfileKeys.Provider) is not null || ConfigLibrary.HasOurEntry(scene.Files.Index))
            yield return HealthFinding.Of(HealthCode.ProfileDrift, "No provider is active, but our profile is still in the config library.", "Take it away: Repair-CDProfile, or Restore-CDOfficial.", scene.Paths.Profile);
    }
}
