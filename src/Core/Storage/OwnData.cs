using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ClaudeDesktop.Storage;

/// <summary>What the module itself wrote into a data folder, by its names. Somebody may keep other things there, even in folders of the same names.</summary>
internal static class OwnData
{
    /// <summary>Deletes every file of ours but for the copies of the gateway, and then each folder in which nothing is left.</summary>
    public static void Delete(DataHome home)
    {
        foreach (var (folder, patterns) in Files(home).Where(item => Directory.Exists(item.Folder)))
        {
            TemporaryFiles.SweepFolder(folder);
            foreach (var file in patterns.SelectMany(pattern => Directory.GetFiles(folder, pattern)))
                File.Delete(file);
            if (Directory.GetFileSystemEntries(folder).Length == 0)
                Directory.Delete(folder);
        }
    }

    // The folder around the others comes last.
    private static IEnumerable<(string Folder, string[] Patterns)> Files(DataHome home) =>
    [
        (home.HistoryFolder, ["????????-??????-*.json"]),
        (home.ModelFolder, ["models-*.json"]),
        (home.RunFolder, ["gateway-*.json", "waiting-*.json", "gateway.task.xml", "repair.task.xml"]),
        (home.LogFolder, ["gateway.log", "gateway.?.log", "repair.log", "repair.?.log"]),
        (home.UsageFolder, ["usage-????-??-??-??????-????????.jsonl"]),
        (home.HelperFolder, ["credential-*.sh", "credential-*.cmd"]),
        (home.ProgramFolder, ["*.held-by-*"]),
        (home.BudgetFolder, ["spent-*.log"]),
        (home.Root, ["providers.json", "store.lock", "switch.json", "switch.unreadable-*.json", "secrets.json", "secrets.protected.json", "secretstore.json", "secrets.lock", "secrets.stamp", "registration.json", "budgets.json", "budgets.state.json", "budgets.lock", "prices.json", "prices.previous.json"]),
    ];
}
