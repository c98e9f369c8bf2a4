using System;
using System.Linq;
using ClaudeDesktop.Desktop.Policy;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Storage.Registry;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.Policy;

public sealed class RegistryPolicyTests : IDisposable
{
    private const string Machine = @"HKLM\SOFTWARE\Policies\Claude";
    private const string User = @"HKCU\SOFTWARE\Policies\Claude";
    private readonly PretendMachine _machine = new(SystemKind.Windows, @"C:\Users\ada", 22631);

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Without_values_there_is_no_policy()
    {
        Assert.Equal((PolicyScope.None, false), (Read().Scope, Read().TakesConnectionOver));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("somethingElse", "")]
    [InlineData("inferenceProvidr", "gateway")]
    public void Any_text_in_the_machines_key_hides_the_users(string name, string value)
    {
        _machine.Keys.Add(User, "inferenceProvider", "gateway");
        Assert.Equal((PolicyScope.User, "gateway"), (Read().Scope, Read().Text("inferenceProvider")));

        _machine.Keys.Add(Machine, name, value);

        Assert.Null(Read().Text("inferenceProvider"));
        Assert.Contains(User, Assert.Single(Read().Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RegistryValueType.ExpandableText, true)]
    [InlineData(RegistryValueType.Number, true)]
    [InlineData(RegistryValueType.LongNumber, false)]
    [InlineData(RegistryValueType.Texts, false)]
    [InlineData(RegistryValueType.Binary, false)]
    public void Only_values_of_the_types_that_Claude_Desktop_sees_hide_the_users(RegistryValueType type, bool hides)
    {
        _machine.Keys.Add(User, "inferenceProvider", "gateway");
        _machine.Keys.Add(Machine, "anything", type, new byte[8]);

        Assert.Equal(hides ? PolicyScope.Machine : PolicyScope.User, Read().Scope);
    }

    [Fact]
    public void Keys_below_the_key_are_not_read()
    {
        _machine.Keys.Add(Machine + @"\Recommended", "inferenceProvider", "gateway");

        Assert.Empty(Read().Entries);
    }

    [Fact]
    public void An_expandable_text_counts_but_says_nothing()
    {
        _machine.Keys.Add(Machine, "inferenceProvider", "gateway", RegistryValueType.ExpandableText);

        Assert.True(Read().TakesConnectionOver);
        Assert.Null(Read().Text("inferenceProvider"));
    }

    [Theory]
    [InlineData(Machine, "gatway", true)]
    [InlineData(User, "gatway", false)]
    [InlineData(User, "gateway", true)]
    [InlineData(Machine, "", false)]
    [InlineData(User, "", false)]
    public void An_empty_provider_is_none_and_a_misspelt_one_is_none_of_the_users(string key, string provider, bool takesOver)
    {
        _machine.Keys.Add(key, "inferenceProvider", provider);

        Assert.Equal(takesOver, Read().TakesConnectionOver);
    }

    [Theory]
    [InlineData("disableAutoUpdates", false)]
    [InlineData("autoUpdaterEnforcementHours", false)]
    [InlineData("updateViaUpdatesHost", false)]
    [InlineData("relaunchEnforcementHours", false)]
    [InlineData("configRecheckIntervalMinutes", false)]
    [InlineData("egressProxyUrl", false)]
    [InlineData("egressProxyPacUrl", false)]
    [InlineData("chatTabEnabled", true)]
    public void Only_the_keys_of_the_apps_behaviour_leave_the_connection_to_the_user(string key, bool takesOver)
    {
        _machine.Keys.Add(Machine, key, 1);

        Assert.Equal(takesOver, Read().TakesConnectionOver);
        Assert.Equal(takesOver ? key : null, Read().Decisive?.Key);
    }

    [Fact]
    public void Objects_that_are_written_as_text_are_understood()
    {
        _machine.Keys.Add(Machine, "inferenceCustomHeaders", "{\"X-Team\":\"a\"}");

        Assert.Equal("a", Read().Entries.Single().Value!.Value.GetProperty("X-Team").GetString());
    }

    [Fact]
    public void A_key_in_the_policy_is_shown_nowhere()
    {
        _machine.Keys.Add(Machine, "inferenceGatewayApiKey", "sk-secret");

        Assert.DoesNotContain("sk-secret", $"{Read()} {Read().Entries[0]} {_machine.Keys.Values(Machine)[0]}", StringComparison.Ordinal);
    }

    private ManagedPolicy Read() => PolicyReader.Read(_machine, _machine.Files);
}
