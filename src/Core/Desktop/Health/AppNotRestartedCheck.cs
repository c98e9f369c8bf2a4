using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether Claude Desktop has read the profile since it was last written. It does so only at its start.</summary>
internal sealed class AppNotRestartedCheck : IHealthCheck
{
    // The clocks of a file and of a process may differ by their rounding.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(2);

    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        if (scene.Active is null || scene.Files.Profile is null)
            return [];
        var written = File.GetLastWriteTimeUtc(scene.Paths.Profile);
        return
            from tree in scene.Context.App.Read()
            let main = tree.Main
            where main is not null && main.StartedAt.UtcDateTime + Rounding < written
            select HealthFinding.Of(
                HealthCode.AppNotRestarted,
                $"Claude Desktop (process {main.Id}) runs since {main.StartedAt:u}, and the profile was written at {written:u}, so it still uses the one before.",
                "Run Restart-CDApp, or quit Claude Desktop fully and start it again.",
                scene.Paths.Profile);
    }
}
