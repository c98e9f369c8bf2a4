using System.Collections.Generic;
using ClaudeDesktop.Desktop.App;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether there is a Claude Desktop to read the profile.</summary>
internal sealed class AppMissingCheck : IHealthCheck
{
    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        if (!scene.Context.App.IsKnown || scene.Context.App.Read().Count > 0)
            yield break;
        var named = scene.Context.System.Variable(AppControl.PathVariable);
        yield return HealthFinding.Of(
            HealthCode.AppMissing,
            named is null ? "Claude Desktop is not installed for this user." : $"There is no program '{named}', which {AppControl.PathVariable} names.",
            $"Install Claude Desktop. Where it is installed at an unusual place, name its program in {AppControl.PathVariable}.",
            named);
    }
}
