using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

public sealed class KeyChangeTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Of_many_who_add_one_id_at_once_the_one_who_wins_keeps_its_key()
    {
        for (var round = 0; round < 20; round++)
        {
            var id = $"p{round}";
            var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() => TryAdd(id, $"key-of-{number}-0123456789"))));

            var winner = Assert.Single(added, key => key is not null);
            Assert.Equal(winner, Key(id));
            Assert.Equal(KeyHint.Of(winner), _home.Context().Store.Read().Find(id)!.KeyHint);
        }
    }

    [Fact]
    public void A_key_that_was_left_behind_is_not_sent_to_a_new_providers_address()
    {
        _home.Context().Secrets.Set(SecretNames.ProviderKey("direct"), "left-behind-0123456789");

        TryAdd("direct", null);

        Assert.Null(Key("direct"));
        Assert.Equal(ErrorCode.ProviderKeyMissing, Assert.Throws<ClaudeDesktopException>(() => new ProfileSwitch(_home.Context()).Enable("direct")).Code);
    }

    [Fact]
    public void One_that_exists_keeps_its_key_when_it_is_added_again_without()
    {
        _home.AddDirect("direct");

        Assert.Null(TryAdd("direct", null));

        Assert.Equal("sk-test-key-of-direct", Key("direct"));
    }

    [Fact]
    public void A_change_whose_switch_fails_is_not_made_either()
    {
        _home.AddDirect("direct");
        var settings = _home.Context().Paths.StandardConfig;
        Directory.CreateDirectory(Path.GetDirectoryName(settings)!);
        File.WriteAllText(settings, "{ broken");

        var error = Assert.Throws<ClaudeDesktopException>(() => new ProviderChanges(_home.Context()).Change(
            "direct", provider => provider with { BaseUri = new Uri("https://other.example.com") }, "sk-new-key-0123456789", out _, enable: true));

        Assert.Equal(ErrorCode.FileUnreadable, error.Code);
        var kept = _home.Context().Store.Read().Find("direct")!;
        Assert.Equal(("https://direct.example.com/api/", false), (kept.BaseUri!.AbsoluteUri, kept.IsActive));
        Assert.Equal("sk-test-key-of-direct", Key("direct"));
    }

    [Fact]
    public void A_change_and_its_switch_are_one_state_of_the_history()
    {
        _home.AddDirect("direct");

        var changed = new ProviderChanges(_home.Context()).Change("direct", provider => provider with { Name = "Renamed" }, null, out var result, enable: true);

        Assert.Equal(("Renamed", true), (changed.Name, changed.IsActive));
        Assert.Equal("Renamed", result!.Provider.Name);
        Assert.Single(new SnapshotHistory(_home.Data, _home.Context().Files).Ids);
    }

    private string? Key(string id) => _home.Context().Secrets.Get(SecretNames.ProviderKey(id));

    private string? TryAdd(string id, string? key)
    {
        try
        {
            new ProviderChanges(_home.Context()).Add(new Provider { Id = id, Name = id, Mode = ProviderMode.Direct, BaseUri = new Uri("https://api.example.com") }, key);
            return key;
        }
        catch (ClaudeDesktopException e) when (e.Code == ErrorCode.ProviderAlreadyExists)
        {
            return null;
        }
    }
}
