using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

/// <summary>Keys that stay where they are, in a variable or a vault.</summary>
public sealed class KeyReferenceTests : IDisposable
{
    private const string Variable = "CD_NO_SUCH_VARIABLE";
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("env")]
    [InlineData("vault")]
    [InlineData("any vault")]
    public void The_store_remembers_where_a_key_is_and_holds_none(string kind)
    {
        var source = Source(kind);
        _home.AddDirect("d");
        new ProviderChanges(_home.Context()).Change("d", provider => provider with { KeySource = source }, null, out _);
        var read = _home.Context().Store.Read().Find("d")!;
        Assert.Equal(source, read.KeySource);
        Assert.Null(read.KeyHint);
        Assert.Null(_home.Context().Secrets.Get(SecretNames.ProviderKey("d")));
        Assert.DoesNotContain("sk-test-key", string.Concat(_home.Tree().Keys.Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_given_takes_the_place_of_a_reference()
    {
        Refer("d", Source("vault"), ProviderMode.Direct);
        new ProviderChanges(_home.Context()).Change("d", provider => provider, "sk-a-new-key-0123456789", out _);
        var read = _home.Context().Store.Read().Find("d")!;
        Assert.Equal((KeySource.Store, "…6789"), (read.KeySource, read.KeyHint));
    }

    [Fact]
    public void A_copy_refers_to_the_same_place()
    {
        Refer("d", Source("vault"), ProviderMode.Direct);
        Assert.Equal(Source("vault"), new ProviderChanges(_home.Context()).Copy("d", "e", "E").KeySource);
        Assert.Null(_home.Context().Secrets.Get(SecretNames.ProviderKey("e")));
    }

    [Fact]
    public void A_direct_switch_asks_the_vault_and_writes_what_it_says()
    {
        Refer("d", Source("vault"), ProviderMode.Direct);
        var context = _home.Context();
        context.Vault = new PretendKeyVault();
        new ProfileSwitch(context).Enable("d");
        Assert.Contains("sk-of-work/kimi", _home.Text(_home.Paths.Profile), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("env", ErrorCode.EnvironmentVariableMissing)]
    [InlineData("vault", ErrorCode.SecretVaultUnavailable)]
    public void A_direct_switch_without_the_key_writes_nothing_and_says_what_to_do(string kind, ErrorCode code)
    {
        Refer("d", Source(kind), ProviderMode.Direct);
        var before = _home.Tree();
        Assert.Equal(code, Assert.Throws<ClaudeDesktopException>(() => new ProfileSwitch(_home.Context()).Enable("d")).Code);
        Assert.Equal(before, _home.Tree());
    }

    [Theory]
    [InlineData("env")]
    [InlineData("vault")]
    public void A_mapped_switch_needs_no_key_since_the_gateway_asks(string kind)
    {
        Refer("m", Source(kind), ProviderMode.Mapped);
        new ProfileSwitch(_home.Context()).Enable("m");
        Assert.Equal("m", _home.Context().Store.Read().ActiveId);
    }

    [Fact]
    public void A_variable_that_is_missing_is_found_and_a_vault_is_left_alone()
    {
        Refer("m", Source("env"), ProviderMode.Mapped);
        new ProfileSwitch(_home.Context()).Enable("m");
        var finding = Assert.Single(Check(), finding => finding.Code == HealthCode.ProviderKeyMissing);
        Assert.Contains(Variable, finding.Message, StringComparison.Ordinal);
        new ProviderChanges(_home.Context()).Change("m", provider => provider with { KeySource = Source("vault") }, null, out _);
        Assert.DoesNotContain(Check(), finding => finding.Code == HealthCode.ProviderKeyMissing);
    }

    [Fact]
    public void Keys_are_handed_over_as_one_line_and_printed_nowhere()
    {
        var keys = new HandedKeys();
        keys.Add(Source("vault"), "sk-\"quoted\"-0123456789");
        using var pipe = new MemoryStream();
        keys.Write(pipe);
        pipe.Write("what comes after"u8);
        pipe.Position = 0;
        Assert.Equal(new Dictionary<string, string> { ["vault:work/kimi"] = "sk-\"quoted\"-0123456789" }, HandedKeys.Read(pipe));
        Assert.Equal("what comes after", new StreamReader(pipe).ReadToEnd());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON\n")]
    [InlineData("[1]\n")]
    public void A_line_without_keys_gives_none(string text) => Assert.Empty(HandedKeys.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))));

    private static KeySource Source(string kind) => kind switch
    {
        "env" => KeySource.FromEnvironment(Variable),
        "vault" => KeySource.FromVault("work", "kimi"),
        _ => KeySource.FromVault(null, "kimi"),
    };

    private IReadOnlyList<HealthFinding> Check() => new ProfileHealth(_home.Context(), _ => ListenerKind.Ours).Check();

    private void Refer(string id, KeySource source, ProviderMode mode)
    {
        if (mode == ProviderMode.Mapped)
            _home.AddMapped(id);
        else
            _home.AddDirect(id);
        new ProviderChanges(_home.Context()).Change(id, provider => provider with { KeySource = source }, null, out _);
    }

    private sealed class PretendKeyVault : IKeyVault
    {
        public string Read(string? vaultName, string secretName) => $"sk-of-{vaultName}/{secretName}";
    }
}
