using System;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Desktop.Repair;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Tests.Support;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

public sealed class TokenResetTests : IDisposable
{
    private const int MoreThanEnough = 30;
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_store_and_the_profile_of_a_mapped_provider_get_the_same_new_token()
    {
        Prepare(_home);
        var before = Token(_home);
        var result = new TokenReset(_home.Context()).Run();
        Assert.NotEqual(before, Token(_home));
        Assert.Equal(Token(_home), InProfile(_home));
        Assert.True(result.RestartRequired);
        Assert.DoesNotContain(Token(_home)!, result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_256_bits_and_never_the_same()
    {
        var tokens = Enumerable.Range(0, 50).Select(_ => GatewayToken.Create()).ToList();
        Assert.Equal(50, tokens.Distinct().Count());
        Assert.All(tokens, token => Assert.Equal(32, Convert.FromBase64String(token["cd-".Length..].Replace('-', '+').Replace('_', '/') + "=").Length));
    }

    [Fact]
    public void A_direct_providers_profile_is_left_alone()
    {
        _home.AddDirect("direct");
        new ProfileSwitch(_home.Context()).Enable("direct");
        var before = _home.Text(_home.Paths.Profile);
        var result = new TokenReset(_home.Context()).Run();
        Assert.False(result.RestartRequired);
        Assert.Equal(before, _home.Text(_home.Paths.Profile));
        Assert.NotNull(Token(_home));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_failure_leaves_tokens_that_agree_or_a_difference_that_is_found_and_mended(bool afterwards)
    {
        var failures = 0;
        for (var failing = 1; failing < MoreThanEnough; failing++)
        {
            using var home = new ThrowAwayHome();
            Prepare(home);
            var files = new FaultyFiles(failing, afterwards);
            var error = Record.Exception(() => new TokenReset(home.Context(files)).Run());
            if (files.Changes < failing)
                break;
            failures++;
            var repair = new ProfileRepair(home.Context(), _ => ListenerKind.Ours);
            var found = repair.Find();
            Assert.True(
                Token(home) == InProfile(home) || found.Any(finding => finding.Code is HealthCode.GatewayTokenMismatch or HealthCode.SwitchInterrupted),
                $"operation {failing} left another token in the profile, unseen ({error?.Message})");
            repair.Run(found);
            Assert.Equal(Token(home), InProfile(home));
        }

        Assert.InRange(failures, 3, MoreThanEnough);
    }

    private static void Prepare(ThrowAwayHome home)
    {
        home.AddMapped("mapped");
        new ProfileSwitch(home.Context()).Enable("mapped");
    }

    private static string? Token(ThrowAwayHome home) => home.Context().Secrets.Get(SecretNames.GatewayToken);

    private static string? InProfile(ThrowAwayHome home)
    {
        using var profile = JsonDocument.Parse(home.Text(home.Paths.Profile)!);
        return profile.RootElement.GetProperty("inferenceGatewayApiKey").GetString();
    }
}
