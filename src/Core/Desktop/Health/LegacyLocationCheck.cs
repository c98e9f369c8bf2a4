using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether settings stand where older versions of Claude Desktop had them.</summary>
internal sealed class LegacyLocationCheck : IHealthCheck
{
    private const string OldKey = "enterpriseConfig";

    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        if (scene.Files.ThirdPartyConfig?.Find(OldKey) is not null)
        {
            yield return Finding(
                $"Claude Desktop's settings still hold '{OldKey}', where its first versions kept the connection.",
                $"Take '{OldKey}' out of the file: the config library has taken its place.",
                scene.Paths.ThirdPartyConfig);
        }

        foreach (var library in scene.Paths.OldLibraries.Where(scene.Context.System.DirectoryExists))
            yield return Library(library, scene.Paths);
        if (scene.Paths.StandardLibrary is { } standard && NamesProvider(standard, scene))
            yield return Library(standard, scene.Paths);
    }

    // Its being there says nothing: only a provider in it shows that somebody took it for the library.
    private static bool NamesProvider(string library, HealthScene scene)
    {
        var (system, files) = (scene.Context.System, scene.Context.Files);
        try
        {
            if (Read(system.Join(library, "_meta.json")) is not { } index || ConfigLibrary.AppliedId(index) is not { } id || scene.Paths.ProfileFile(id) is null)
                return false;
            return Read(system.Join(library, id + ".json"))?.FindString(ProfileKeys.Provider) is { Length: > 0 };
        }
        catch (ClaudeDesktopException)
        {
            return false;
        }

        JsonText? Read(string path) => files.Read(path) is { } bytes ? JsonText.Parse(bytes, path) : null;
    }

    private static HealthFinding Library(string library, DesktopPaths paths) => Finding(
        $"A config library of an older version lies in '{library}'; Claude Desktop reads '{paths.Library}'.",
        "Start Claude Desktop once, which moves what it needs; if the folder stays, move it away.",
        library);

    private static HealthFinding Finding(string message, string action, string path) => HealthFinding.Of(HealthCode.LegacyLocation, message, action, path);
}
