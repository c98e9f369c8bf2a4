using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether our profile lies in the folder of another form of Claude Desktop than the installed one.</summary>
internal sealed class PackagedPathCheck : IHealthCheck
{
    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        if (scene.Active is null || scene.Files.Profile is not null)
            return [];
        var system = scene.Context.System;
        return from folder in scene.Paths.OtherThirdPartyFolders
               let path = system.Join(folder, "configLibrary", DesktopPaths.ProfileId + ".json")
               where system.FileExists(path)
               select HealthFinding.Of(
                   HealthCode.PackagedPathMismatch,
                   $"The profile lies in '{folder}', but the installed Claude Desktop reads '{scene.Paths.ThirdPartyFolder}'.",
                   HealthFinding.WriteAnew,
                   path);
    }
}
