using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Desktop.App;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether each installed Claude Desktop reads all that stands in the profile. One that does not say its version is trusted.</summary>
internal sealed class AppTooOldCheck : IHealthCheck
{
    public IEnumerable<HealthFinding> Check(HealthScene scene) =>
        from tree in scene.Active is null ? [] : scene.Context.App.Read()
        let version = tree.App.Version
        where version is not null && version < AppVersions.OldestSupported
        select HealthFinding.Of(
            HealthCode.AppTooOld,
            $"Claude Desktop {version} does not read all of the profile; {AppVersions.OldestSupported} is the first version that does.",
            "Update Claude Desktop.",
            tree.App.ExecutablePath);
}
