using System;
using System.Linq;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.Health;

public sealed class DeprecatedKeyTests : IDisposable
{
    private const string Registry = @"HKLM\SOFTWARE\Policies\Claude";
    private readonly PretendMachine _machine = new(SystemKind.Windows, @"C:\Users\ada", 22631);

    public DeprecatedKeyTests() => _machine.EnableMapped();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("inferenceGatewayHeaders", "{}", "inferenceCustomHeaders")]
    [InlineData("inferenceCustomHeaders", "\"A=b\"", "JSON object")]
    [InlineData("inferenceCustomHeaders", "[\"A: b\"]", "JSON object")]
    [InlineData("otlpHeaders", "\"A=b\"", "JSON object")]
    [InlineData("otlpResourceAttributes", "\"[\\\"A: b\\\"]\"", "JSON object")]
    [InlineData("bootstrapHeaders", "[]", "JSON object")]
    [InlineData("inferenceGatewayAuthScheme", "\"sso\"", "'interactive' or 'external-idp'")]
    [InlineData("inferenceGatewayAuthScheme", "\"auto\"", "'bearer'")]
    [InlineData("inferenceCredentialKind", "\"oauth\"", "'interactive'")]
    [InlineData("isDxtEnabled", "true", "isDesktopExtensionEnabled")]
    [InlineData("isDxtSignatureRequired", "true", "isDesktopExtensionSignatureRequired")]
    [InlineData("trustBootstrapLocalExec", "true", "trustBootstrapDelivery")]
    [InlineData("enduserAttribution", "true", "endUserAttribution")]
    [InlineData("orgPluginSettings", "{\"a\":{}}", "a list")]
    [InlineData("builtinToolPolicy", "{\"Bash\":\"ask-session\"}", "'ask'")]
    [InlineData("managedMcpServers", "[{\"name\":\"a\",\"transport\":\"http\",\"toolPolicy\":{\"x\":\"ask-session\"}}]", "'ask'")]
    [InlineData("orgPluginSettings", "[{\"tools\":[{\"permission\":\"ask-session\"}]}]", "'ask'")]
    [InlineData("managedMcpServers", "[{\"name\":\"a\",\"url\":\"https://example.com\"}]", "'transport'")]
    [InlineData("managedMcpServers", "[{\"transport\":\"http\",\"scopes\":[]}]", "changelog")]
    [InlineData("managedMcpServers", "[{\"builtin\":\"github\"}]", "'server'")]
    [InlineData("managedMcpServers", "[{\"source\":\"x\"}]", "changelog")]
    [InlineData("managedMcpServers", "[{\"transport\":\"http\",\"authorityHost\":\"x\"}]", "changelog")]
    [InlineData("managedMcpServers", "[{\"transport\":\"http\",\"oauth\":1}]", "an object")]
    [InlineData("managedMcpServers", "[{\"transport\":\"http\",\"oauth\":\"x\"}]", "an object")]
    [InlineData("managedMcpServers", "\"[{\\\"transport\\\":\\\"http\\\",\\\"oauth\\\":{\\\"scopes\\\":[]}}]\"", "changelog")]
    [InlineData("disableDefaultPlugins", "true", "take it out")]
    [InlineData("betaFeaturesEnabled", "true", "take it out")]
    [InlineData("organizationPluginsUrl", "\"https://example.com\"", "allowedPluginMarketplaces")]
    public void What_Claude_Desktop_reads_no_more_is_found_in_the_applied_profile_with_what_takes_its_place(string key, string value, string instead)
    {
        ApplyTheirs(key, value);

        var found = Assert.Single(_machine.Check(HealthCode.DeprecatedKey));

        Assert.Equal((HealthSeverity.Error, false, _machine.Paths.ProfileFile("theirs")), (found.Severity, found.Repairable, found.Path));
        Assert.Contains(key, found.Message, StringComparison.Ordinal);
        Assert.Contains(instead, found.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inferenceCustomHeaders", "{\"A\":\"b\"}")]
    [InlineData("inferenceCustomHeaders", "\"{\\\"A\\\":\\\"b\\\"}\"")]
    [InlineData("inferenceGatewayAuthScheme", "\"bearer\"")]
    [InlineData("inferenceCredentialKind", "\"static\"")]
    [InlineData("orgPluginSettings", "[{\"tools\":[{\"permission\":\"ask\"}]}]")]
    [InlineData("managedMcpServers", "[{\"name\":\"a\",\"transport\":\"http\",\"oauth\":{\"clientId\":\"x\"}},{\"server\":\"github\"}]")]
    [InlineData("endUserAttribution", "true")]
    [InlineData("organizationInstructions", "\"say ask-session\"")]
    [InlineData("builtinToolPolicy", "{\"\\ud800\":\"ask\"}")]
    public void What_Claude_Desktop_reads_today_is_not_found(string key, string value)
    {
        ApplyTheirs(key, value);

        Assert.Empty(_machine.Check(HealthCode.DeprecatedKey));
    }

    [Fact]
    public void In_our_own_profile_only_what_we_write_is_written_anew()
    {
        var ours = _machine.Text(_machine.Paths.Profile)!;
        Assert.Empty(_machine.Check(HealthCode.DeprecatedKey));
        _machine.Write(_machine.Paths.Profile, ours.Replace("\"bearer\"", "\"auto\", \"isDxtEnabled\": true", StringComparison.Ordinal));

        var found = _machine.Check(HealthCode.DeprecatedKey);

        Assert.Equal([true, false], found.Select(finding => finding.Repairable));
        Assert.All(found, finding => Assert.Equal(_machine.Paths.Profile, finding.Path));
    }

    [Fact]
    public void In_the_policy_it_is_found_without_its_value()
    {
        _machine.Keys.Add(Registry, "inferenceCustomHeaders", "Authorization=sk-secret");
        _machine.Keys.Add(Registry, "isDxtEnabled", 1);
        _machine.Keys.Add(Registry, "otlpHeaders", "{\"A\":\"b\"}");

        var found = _machine.Check(HealthCode.DeprecatedKey);

        Assert.Equal(2, found.Length);
        Assert.All(found, finding => Assert.Contains(Registry, finding.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("sk-secret", string.Concat(found.Select(finding => finding.Message + finding.RecommendedAction)), StringComparison.Ordinal);
    }

    private void ApplyTheirs(string key, string value)
    {
        _machine.Write(_machine.Paths.LibraryIndex, "{\"appliedId\":\"theirs\"}");
        _machine.Write(_machine.Paths.ProfileFile("theirs")!, $"{{ \"inferenceProvider\": \"gateway\", \"{key}\": {value} }}");
    }
}
