using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

public sealed class ProfileHealthTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_fresh_machine_and_a_fresh_switch_are_healthy()
    {
        Assert.Equal(HealthSeverity.Ok, Assert.Single(Check()).Severity);

        Enable();

        Assert.Equal([HealthCode.Healthy], Check().Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("sk-test-key-of-open", "sk-another-key")]
    [InlineData("\"inferenceGatewayApiKey\": \"sk-test-key-of-open\"", "\"x\": 1")]
    public void A_direct_profile_without_the_providers_key_has_drifted(string good, string bad)
    {
        _home.AddDirect("open");
        new ProfileSwitch(_home.Context()).Enable("open");
        Assert.Equal([HealthCode.KeyInProfile], Check().Select(finding => finding.Code));

        _home.Write(_home.Paths.Profile, _home.Text(_home.Paths.Profile)!.Replace(good, bad, StringComparison.Ordinal));

        var found = Assert.Single(Check(), finding => finding.Code == HealthCode.ProfileDrift);
        Assert.DoesNotContain("sk-", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_system_without_Claude_Desktop_is_found()
    {
        var system = new PretendSystem(SystemKind.Other, "/home/ada");
        var context = new ModuleContext(system, new DataHome(system, _home.Data.Root), new FileOperations(), () => DateTimeOffset.UnixEpoch);

        Assert.Equal(HealthCode.PlatformUnsupported, Assert.Single(new ProfileHealth(context, _ => ListenerKind.Nobody).Check()).Code);
    }

    [Theory]
    [InlineData("\"name\": \"claude-sonnet-5\"", "\"name\": \"gpt-5\"", HealthCode.UnsafeModelName, HealthCode.ProfileDrift)]
    [InlineData("127.0.0.1:15721", "127.0.0.1:4000", HealthCode.BaseUrlMismatch)]
    [InlineData("\"bearer\"", "\"x-api-key\"", HealthCode.ProfileDrift)]
    [InlineData("\"inferenceGatewayApiKey\"", "\"somethingElse\"", HealthCode.GatewayTokenMissing)]
    [InlineData("\"cd-", "\"cd-other-", HealthCode.GatewayTokenMismatch)]
    public void What_another_program_did_to_the_profile_is_found(string was, string becomes, params HealthCode[] codes)
    {
        Enable();
        _home.Write(_home.Paths.Profile, _home.Text(_home.Paths.Profile)!.Replace(was, becomes, StringComparison.Ordinal));

        var findings = Check();

        Assert.Equal(codes, findings.Select(finding => finding.Code));
        Assert.All(findings, finding => Assert.True(finding.Repairable && finding.RecommendedAction.Length > 0 && finding.Path == _home.Paths.Profile));
        Enable();
        Assert.Equal(HealthCode.Healthy, Check().Single().Code);
    }

    [Fact]
    public void A_route_that_is_missing_is_found()
    {
        Enable();
        _home.Write(_home.Data.StoreFile, _home.Text(_home.Data.StoreFile)!.Replace("\"routes\"", "\"once\"", StringComparison.Ordinal));

        Assert.Contains(Check(), finding => finding.Code == HealthCode.RouteMissing);
    }

    [Fact]
    public void A_profile_that_is_not_used_is_found()
    {
        Enable();
        _home.Write(_home.Paths.LibraryIndex, "{\"appliedId\":\"theirs\"}");
        _home.Write(_home.Paths.ThirdPartyConfig, "{\"deploymentMode\":\"1p\"}");
        Assert.Equal([HealthCode.DeploymentModeOfficial, HealthCode.NotApplied], Check().Select(finding => finding.Code));

        File.Delete(_home.Paths.Profile);
        Assert.Contains(Check(), finding => finding.Code == HealthCode.ProfileMissing);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_found()
    {
        Enable();
        _home.Write(_home.Paths.Profile, "{");

        var finding = Assert.Single(Check());

        Assert.Equal((HealthCode.ProfileUnreadable, _home.Paths.Profile), (finding.Code, finding.Path));
    }

    [Theory]
    [InlineData(ListenerKind.Nobody, HealthCode.GatewayNotRunning)]
    [InlineData(ListenerKind.Foreign, HealthCode.PortTaken)]
    public void A_gateway_that_does_not_answer_is_found(ListenerKind listener, HealthCode code)
    {
        Enable();

        Assert.Equal(code, Assert.Single(Check(listener)).Code);
    }

    [Fact]
    public void A_key_that_is_gone_and_a_profile_that_stayed_behind_are_found()
    {
        Enable();
        _home.Context().Secrets.Remove(SecretNames.ProviderKey("kimi"));
        Assert.Equal(HealthCode.ProviderKeyMissing, Assert.Single(Check()).Code);

        File.Delete(_home.Data.StoreFile);
        Assert.Equal((HealthCode.ProfileDrift, HealthSeverity.Warning), (Check().Single().Code, Check().Single().Severity));
    }

    private void Enable()
    {
        if (_home.Context().Store.Read().Find("kimi") is null)
            _home.AddMapped("kimi");
        new ProfileSwitch(_home.Context()).Enable("kimi");
    }

    private HealthFinding[] Check(ListenerKind listener = ListenerKind.Ours) => [.. new ProfileHealth(_home.Context(), _ => listener).Check()];
}
