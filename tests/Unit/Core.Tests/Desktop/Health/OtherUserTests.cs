using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.Health;

public sealed class OtherUserTests : IDisposable
{
    private const string Ada = "/home/ada";
    private const string Data = Ada + "/.local/share/ClaudeDesktop.PS";
    private readonly PretendMachine _machine = new(SystemKind.Linux, "/root");
    private readonly UserHome _ada = new(Ada);

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Another_users_files_are_found_whatever_this_processs_variables_say()
    {
        Enable();
        foreach (var variable in new[] { "CLAUDEDESKTOP_APP_HOME", "CLAUDEDESKTOP_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "CLAUDE_CONFIG_DIR", "CLAUDE_USER_DATA_DIR" })
            _machine.Variables[variable] = "/elsewhere";
        Assert.Equal((HealthCode.Healthy, Ada), (Check().Single().Code, Check().Single().UserProfilePath));
        Assert.Contains("'KIMI'", Check().Single().Message, StringComparison.Ordinal);

        _machine.Write(PathsOfAda.LibraryIndex, "{}");
        _machine.Write(Ada + "/.claude/settings.json", "{\"apiKeyHelper\":\"x\"}");

        Assert.Equal([HealthCode.NotApplied, HealthCode.ClaudeCodeLoginLeftover], Check().Select(finding => finding.Code));
        Assert.All(Check(), finding => Assert.Equal(Ada, finding.UserProfilePath));
    }

    [Fact]
    public void What_needs_a_secret_that_cannot_be_read_is_not_guessed_at()
    {
        Enable();
        _machine.Write(PathsOfAda.Profile, _machine.Text(PathsOfAda.Profile)!.Replace("\"cd-", "\"cd-other-", StringComparison.Ordinal));
        Assert.Equal(HealthCode.GatewayTokenMismatch, Assert.Single(Check()).Code);

        HideSecrets();

        Assert.Equal(HealthCode.Healthy, Assert.Single(Check()).Code);
    }

    [Fact]
    public void What_only_the_user_can_repair_is_said_so()
    {
        Enable();
        File.Delete(_machine.OnDisk(PathsOfAda.Profile));
        Assert.Equal([HealthCode.ProfileMissing], Check().Select(finding => finding.Code));

        HideSecrets();

        var found = Check();
        Assert.Equal([HealthCode.ProfileMissing, HealthCode.NeedsUserContext], found.Select(finding => finding.Code));
        Assert.Contains("'ada'", found[1].RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void On_Windows_a_users_own_policy_is_read_from_that_users_part_of_the_registry()
    {
        using var windows = new PretendMachine(SystemKind.Windows, @"C:\Windows\system32\config\systemprofile", 22631);
        var ada = new UserHome(@"C:\Users\ada", "S-1-5-21-1-2-3-1001");
        var paths = Of(windows, ada).Paths;
        windows.EnableMapped(paths);
        windows.CopyDataTo(@"C:\Users\ada\AppData\Local\ClaudeDesktop.PS");
        windows.Keys.Add(@"HKCU\SOFTWARE\Policies\Claude", "inferenceProvider", "bedrock");
        Assert.Equal(HealthCode.Healthy, Assert.Single(Check(windows, ada)).Code);
        Assert.Equal(@"C:\Users\ada\AppData\Local\Claude-3p", paths.ThirdPartyFolder);

        windows.Keys.Add(@"HKU\S-1-5-21-1-2-3-1001\SOFTWARE\Policies\Claude", "inferenceProvider", "bedrock");

        Assert.Equal(HealthCode.ManagedPolicyWins, Assert.Single(Check(windows, ada)).Code);
        Assert.Equal(HealthCode.Healthy, Assert.Single(Check(windows, new UserHome(ada.Path))).Code);
    }

    private static ModuleContext Of(PretendMachine machine, UserHome home) => ModuleContext.Of(home, machine, machine.Files, () => DateTimeOffset.UnixEpoch);

    private static HealthFinding[] Check(PretendMachine machine, UserHome home) => [.. new ProfileHealth(Of(machine, home), _ => ListenerKind.Ours).Check()];

    private DesktopPaths PathsOfAda => Of(_machine, _ada).Paths;

    private void Enable()
    {
        _machine.EnableMapped(PathsOfAda);
        _machine.CopyDataTo(Data);
    }

    // A folder in the place of the file cannot be read by anybody, root included.
    private void HideSecrets()
    {
        File.Delete(_machine.OnDisk(Data + "/secrets.json"));
        _machine.CreateFolder(Data + "/secrets.json");
    }

    private HealthFinding[] Check() => Check(_machine, _ada);
}
