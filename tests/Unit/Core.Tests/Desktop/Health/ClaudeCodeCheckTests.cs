using System;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.Health;

public sealed class ClaudeCodeCheckTests : IDisposable
{
    private readonly PretendMachine _machine = new(SystemKind.Linux, "/home/ada");

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("{\"env\":{\"ANTHROPIC_BASE_URL\":\"https://other.example.com\"}}", "ANTHROPIC_BASE_URL")]
    [InlineData("// mine\n{\"env\":{\"ANTHROPIC_AUTH_TOKEN\":\"sk-secret\",}}", "ANTHROPIC_AUTH_TOKEN")]
    [InlineData("{\"env\":{\"ANTHROPIC_API_KEY\":\"sk-secret\"}}", "ANTHROPIC_API_KEY")]
    [InlineData("\uFEFF{\"apiKeyHelper\":\"/bin/sk-secret\"}", "apiKeyHelper")]
    public void Settings_that_go_before_the_profile_are_found_by_name_alone(string settings, string name)
    {
        _machine.EnableMapped();
        _machine.Write("/home/ada/.claude/settings.json", settings);

        var found = Assert.Single(_machine.Check());

        Assert.Equal((HealthCode.ClaudeCodeLoginLeftover, HealthSeverity.Warning, "/home/ada/.claude/settings.json"), (found.Code, found.Severity, found.Path));
        Assert.Contains(name, found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", found.Message + found.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"env\":{\"ANTHROPIC_BASE_URL\":\"http://127.0.0.1:15721/claude-desktop/\",\"OTHER\":\"1\"}}")]
    [InlineData("{\"env\":{\"ANTHROPIC_BASE_URL\":\"\"},\"apiKeyHelper\":\"\"}")]
    [InlineData("{\"env\":[]}")]
    [InlineData("no JSON")]
    public void Settings_that_agree_with_the_profile_or_say_nothing_are_not_found(string settings)
    {
        _machine.EnableMapped();
        _machine.Write("/home/ada/.claude/settings.json", settings);

        Assert.Equal(HealthCode.Healthy, Assert.Single(_machine.Check()).Code);
    }

    [Theory]
    [InlineData(SystemKind.Windows, @"C:\Users\ada", @"C:\Program Files\ClaudeCode\managed-settings.json")]
    [InlineData(SystemKind.MacOS, "/Users/ada", "/Library/Application Support/ClaudeCode/managed-settings.json")]
    [InlineData(SystemKind.Linux, "/home/ada", "/etc/claude-code/managed-settings.json")]
    public void Managed_settings_of_Claude_Code_are_found(SystemKind kind, string home, string path)
    {
        using var machine = new PretendMachine(kind, home, 22631);
        machine.EnableMapped();
        machine.Write(path, "{\"env\":{\"ANTHROPIC_BASE_URL\":\"https://other.example.com\"}}");

        Assert.Equal(path, Assert.Single(machine.Check(HealthCode.ClaudeCodeLoginLeftover)).Path);
    }

    [Theory]
    [InlineData("/home/ada/.claude/.credentials.json", "{\"claudeAiOauth\":{\"accessToken\":\"sk-secret\"}}")]
    [InlineData("/home/ada/.claude.json", "{\"oauthAccount\":{\"emailAddress\":\"ada@example.com\"}}")]
    public void A_sign_in_that_was_left_behind_is_found(string path, string content)
    {
        _machine.EnableMapped();
        _machine.Write("/home/ada/.claude.json", "{\"numStartups\":1}");
        Assert.Empty(_machine.Check(HealthCode.ClaudeCodeLoginLeftover));

        _machine.Write(path, content);

        var found = Assert.Single(_machine.Check());
        Assert.Equal((HealthCode.ClaudeCodeLoginLeftover, path), (found.Code, found.Path));
        Assert.Contains("claude auth logout", found.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_own_folder_is_looked_into_where_Claude_Code_is_told_of_one()
    {
        _machine.EnableMapped();
        _machine.Variables["CLAUDE_CONFIG_DIR"] = "/srv/claude";
        _machine.Write("/home/ada/.claude/settings.json", "{\"apiKeyHelper\":\"x\"}");
        Assert.Empty(_machine.Check(HealthCode.ClaudeCodeLoginLeftover));

        _machine.Write("/srv/claude/settings.json", "{\"apiKeyHelper\":\"x\"}");

        Assert.Equal("/srv/claude/settings.json", Assert.Single(_machine.Check(HealthCode.ClaudeCodeLoginLeftover)).Path);
    }

    [Fact]
    public void In_official_mode_Claude_Codes_settings_are_its_own_matter()
    {
        _machine.Write("/home/ada/.claude/settings.json", "{\"apiKeyHelper\":\"x\"}");

        Assert.Equal(HealthCode.Healthy, Assert.Single(_machine.Check()).Code);
    }
}
