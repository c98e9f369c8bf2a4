using System;
using System.Collections.Generic;
using System.IO;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Tests.Support;

/// <summary>For every code whose cause lies outside of our files, a machine of the right system on which it is found.</summary>
internal static class OutsideScenarios
{
    private const string WindowsHome = @"C:\Users\ada";
    private const string Cache = WindowsHome + @"\AppData\Local\Packages\Claude_pzs8sxrjxfjjc\LocalCache";

    public static IReadOnlyDictionary<HealthCode, Func<IReadOnlyList<HealthFinding>>> All { get; } = new Dictionary<HealthCode, Func<IReadOnlyList<HealthFinding>>>
    {
        [HealthCode.ManagedPolicyWins] = () => Windows(machine => machine.Keys.Add(@"HKLM\SOFTWARE\Policies\Claude", "inferenceProvider", "bedrock")),
        [HealthCode.DeprecatedKey] = () => Windows(machine => Edit(machine, text => text.Replace("\"bearer\"", "\"auto\"", StringComparison.Ordinal))),
        [HealthCode.PortReserved] = () => Windows(machine => machine.Programs["netsh.exe"] = "15721 15721", ListenerKind.Nobody),
        [HealthCode.PackagedPathMismatch] = () => Windows(machine => machine.CreateFolder(Cache), build: 19045),
        [HealthCode.LegacyLocation] = () => Windows(machine => machine.CreateFolder(WindowsHome + @"\AppData\Roaming\Claude-3p\configLibrary")),
        [HealthCode.ClaudeCodeLoginLeftover] = () => Windows(machine => machine.Write(WindowsHome + @"\.claude\settings.json", "{\"env\":{\"ANTHROPIC_BASE_URL\":\"https://other.example.com\"}}")),
        [HealthCode.NeedsUserContext] = OfAnotherUser,
    };

    private static HealthFinding[] Windows(Action<PretendMachine> cause, ListenerKind listener = ListenerKind.Ours, int build = 22631)
    {
        using var machine = new PretendMachine(SystemKind.Windows, WindowsHome, build);
        machine.EnableMapped();
        cause(machine);
        return machine.Check(listener);
    }

    private static void Edit(PretendMachine machine, Func<string, string> edit) => machine.Write(machine.Paths.Profile, edit(machine.Text(machine.Paths.Profile)!));

    private static IReadOnlyList<HealthFinding> OfAnotherUser()
    {
        const string home = "/home/ada";
        const string data = home + "/.local/share/ClaudeDesktop.PS";
        using var machine = new PretendMachine(SystemKind.Linux, "/root");
        var context = ModuleContext.Of(new UserHome(home), machine, machine.Files, () => DateTimeOffset.UnixEpoch);
        machine.EnableMapped(context.Paths);
        machine.CopyDataTo(data);
        File.Delete(machine.OnDisk(context.Paths.Profile));

        // A folder in the place of the file cannot be read by anybody, root included.
        File.Delete(machine.OnDisk(data + "/secrets.json"));
        machine.CreateFolder(data + "/secrets.json");
        return new ProfileHealth(context, _ => ListenerKind.Ours).Check();
    }
}
