using System;
using System.Linq;
using System.Text;
using ClaudeDesktop.Desktop.Policy;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.Policy;

public sealed class PreferencesPolicyTests : IDisposable
{
    private const string Machine = "/Library/Managed Preferences/com.anthropic.claudefordesktop.plist";
    private const string User = "/Library/Managed Preferences/ada/com.anthropic.claudefordesktop.plist";
    private readonly PretendMachine _machine = new(SystemKind.MacOS, "/Users/ada");

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void The_users_profile_wins_key_by_key()
    {
        _machine.Write(Machine, List("<key>inferenceProvider</key><string>bedrock</string><key>chatTabEnabled</key><true/>"));
        _machine.Write(User, List("<key>inferenceProvider</key><string>gateway</string>"));

        var policy = Read();

        Assert.Equal(("gateway", PolicyScope.User, User), (policy.Text("inferenceProvider"), policy.Scope, policy.Decisive!.Path));
        Assert.Equal(["inferenceProvider", "chatTabEnabled"], policy.Entries.Select(entry => entry.Key));
        Assert.Equal(Machine, policy.Entries[1].Path);
    }

    [Fact]
    public void Every_kind_of_value_is_read()
    {
        _machine.Write(Machine, List(
            "<key>PayloadUUID</key><string>x</string><key>a</key><dict><key>b</key><array><integer>7</integer><false/><real>0.5</real></array></dict><key>c</key><string>{\"d\":1}</string>"));

        Assert.Equal(["{\"b\":[7,false,0.5]}", "{\"d\":1}"], Read().Entries.Select(entry => entry.Value!.Value.GetRawText()));
    }

    [Fact]
    public void A_misspelt_provider_counts()
    {
        _machine.Write(User, List("<key>inferenceProvider</key><string>gatway</string>"));

        Assert.True(Read().TakesConnectionOver);
    }

    [Fact]
    public void A_binary_list_is_put_into_XML_by_the_system()
    {
        _machine.Write(Machine, [.. Encoding.ASCII.GetBytes("bplist00"), 0xD0, 0x08]);
        Assert.Contains("plutil", Assert.Single(Read().Remarks), StringComparison.Ordinal);

        _machine.Programs["/usr/bin/plutil"] = List("<key>bootstrapUrl</key><string>https://example.com</string>");

        Assert.Equal("bootstrapUrl", Read().Decisive!.Key);
    }

    [Theory]
    [InlineData("not a list")]
    [InlineData("<plist><array/></plist>")]
    public void A_file_that_is_no_list_of_settings_is_told_and_counts_for_nothing(string content)
    {
        _machine.Write(Machine, content);

        Assert.False(Read().TakesConnectionOver);
        Assert.StartsWith(Machine, Assert.Single(Read().Remarks), StringComparison.Ordinal);
    }

    private static string List(string members) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
        + $"<plist version=\"1.0\"><dict>{members}</dict></plist>";

    private ManagedPolicy Read() => PolicyReader.Read(_machine, _machine.Files);
}
