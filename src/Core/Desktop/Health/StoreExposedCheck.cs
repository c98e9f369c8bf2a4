using System.Collections.Generic;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether others on this machine can read the module's own folder, its providers or its secrets.</summary>
internal sealed class StoreExposedCheck : IHealthCheck
{
    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        foreach (var path in FileModes.Exposed(scene.Context.Home))
        {
            yield return HealthFinding.Of(
                HealthCode.StoreExposed, $"Others on this machine may read or change '{path}'.", "Repair-CDProfile makes it yours alone. If keys lay open there, replace them at their vendors.", path);
        }
    }
}
