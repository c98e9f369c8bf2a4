using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether the applied profile or the managed policy says something that Claude Desktop reads no more.</summary>
internal sealed class DeprecatedKeyCheck : IHealthCheck
{
    public IEnumerable<HealthFinding> Check(HealthScene scene) => InPolicy(scene).Concat(InProfile(scene));

    private static IEnumerable<HealthFinding> InPolicy(HealthScene scene) =>
        from entry in scene.Policy.Entries
        from use in DeprecatedKeys.Find(entry.Key, entry.Value)
        select Finding($"The managed policy '{entry.Where}'", use, isOurs: false, entry.Path);

    private static IEnumerable<HealthFinding> InProfile(HealthScene scene) =>
        scene.Applied is not { Text: { } text } applied || scene.Policy.TakesConnectionOver
            ? []
            : from use in DeprecatedKeys.Find(text)
              let isOurs = applied.IsOurs && scene.Active is not null && ProfileKeys.Ours.Contains(use.Key)
              select Finding($"The applied profile '{applied.Name}'", use, isOurs, applied.Path);

    private static HealthFinding Finding(string where, DeprecatedUse use, bool isOurs, string? path) => HealthFinding.Of(
        HealthCode.DeprecatedKey,
        $"{where} holds {use.What}, which Claude Desktop reads no more: {use.Effect}.",
        isOurs ? HealthFinding.WriteAnew : $"Replace {use.What} in it. What stands there now: {use.Instead}. Then quit Claude Desktop fully and start it again.",
        path) with
    {
        Repairable = isOurs,
    };
}
