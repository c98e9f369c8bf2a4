using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Secrets;

public sealed class UserSecretStoreTests : IDisposable
{
    private static readonly Dictionary<string, string> Old = new() { ["provider:a"] = "key-a", ["provider:b"] = "key-b", ["gateway:token"] = "cd-token" };
    private readonly ThrowAwayHome _home = new();
    private readonly PretendVault _vault = new();
    private readonly PretendSystem _system;

    public UserSecretStoreTests() => _system = new PretendSystem(SystemKind.Linux, _home.Root);

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_store_that_works_is_used_and_remembered()
    {
        Store().Set("a", "1");
        Assert.Equal("1", _vault.Values["a"]);
        Assert.Single(_vault.Values);
        Assert.Contains("\"SecretService\"", _home.Text(_home.Data.SecretStoreFile), StringComparison.Ordinal);
        Assert.Null(_home.Text(_home.Data.SecretFile));
    }

    [Fact]
    public void A_store_is_tried_once_and_not_by_each_process()
    {
        Store().Set("a", "1");
        var before = _vault.Changes;
        Store().Set("b", "2");
        Assert.Equal(before + 1, _vault.Changes);
    }

    [Fact]
    public void Reading_tries_and_writes_nothing()
    {
        Assert.Null(Store().Get("a"));
        Assert.Equal(0, _vault.Changes);
        Assert.Empty(_home.Tree());
    }

    [Fact]
    public void A_store_that_gives_back_something_else_is_not_trusted()
    {
        _vault.Distortion = value => value.ToUpperInvariant();
        Assert.Equal(ErrorCode.SecretStoreUnavailable, Assert.Throws<ClaudeDesktopException>(() => Store().Set("a", "1")).Code);
        Assert.DoesNotContain("a", _vault.Values.Keys);
        Assert.Empty(_home.Tree());
    }

    [Fact]
    public void The_file_store_moves_over_once_and_the_file_goes()
    {
        Fill();
        Store().Set("provider:c", "key-c");
        Assert.Null(_home.Text(_home.Data.SecretFile));
        Assert.All(Old, pair => Assert.Equal(pair.Value, Store().Get(pair.Key)));
        Assert.Equal("key-c", Store().Get("provider:c"));
    }

    [Fact]
    public void Until_it_has_moved_the_file_store_is_read()
    {
        Fill();
        Assert.Equal("key-a", Store().Get("provider:a"));
        Assert.NotNull(_home.Text(_home.Data.SecretFile));
    }

    [Fact]
    public void A_file_serves_on_where_no_store_works()
    {
        Fill();
        _vault.Refusal = "is locked";
        Store().Set("provider:a", "new");
        Store().Remove("provider:b");
        Assert.Equal("new", Store().Get("provider:a"));
        Assert.Null(Store().Get("provider:b"));
        Assert.Null(_home.Text(_home.Data.SecretStoreFile));
    }

    [Fact]
    public void A_value_that_does_not_arrive_keeps_the_file_where_it_is()
    {
        Fill();
        _vault.Distortion = value => value == "key-b" ? "key-" : value;
        Assert.Equal(ErrorCode.SecretStoreUnavailable, Assert.Throws<ClaudeDesktopException>(() => Store().Set("provider:c", "key-c")).Code);
        Assert.All(Old, pair => Assert.Equal(pair.Value, Store().Get(pair.Key)));
    }

    [Fact]
    public void A_kill_at_any_moment_of_the_move_loses_no_key()
    {
        for (var step = 1; ; step++)
        {
            using var home = new ThrowAwayHome();
            var vault = new PretendVault { Deadly = step };
            Fill(home);
            var died = Dies(() => Store(home, vault).Set("provider:c", "key-c"));
            Assert.All(Old, pair => Assert.Equal(pair.Value, Store(home, vault).Get(pair.Key)));
            Finish(home, vault);
            if (!died)
                return;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_disk_that_fails_at_any_moment_of_the_move_loses_no_key(bool afterwards)
    {
        for (var step = 1; ; step++)
        {
            using var home = new ThrowAwayHome();
            var vault = new PretendVault();
            Fill(home);
            var died = Dies(() => Store(home, vault, new FaultyFiles(step, afterwards)).Set("provider:c", "key-c"));
            Assert.All(Old, pair => Assert.Equal(pair.Value, Store(home, vault).Get(pair.Key)));
            Finish(home, vault);
            if (!died)
                return;
        }
    }

    [Fact]
    public void What_a_store_in_use_holds_is_not_overwritten_by_a_file_that_a_kill_left()
    {
        Store().Set("provider:a", "newer");
        Fill();
        Assert.Equal("newer", Store().Get("provider:a"));
        Assert.Equal("key-b", Store().Get("provider:b"));
        Store().Set("provider:c", "key-c");
        Assert.Equal("newer", Store().Get("provider:a"));
        Assert.Equal("key-b", _vault.Values["provider:b"]);
        Assert.Null(_home.Text(_home.Data.SecretFile));
    }

    [Fact]
    public void A_file_that_was_allowed_serves_every_process_from_then_on()
    {
        _vault.Refusal = "is locked";
        Store().AllowFile();
        Store().Set("a", "1");
        Assert.Equal("1", Store().Get("a"));
        Assert.Contains("\"a\"", _home.Text(_home.Data.SecretFile), StringComparison.Ordinal);
        _vault.Refusal = null;
        Store().Set("b", "2");
        Assert.Empty(_vault.Values);
    }

    [Fact]
    public void Allowing_a_file_does_not_prefer_it_to_a_store_that_works()
    {
        Store().AllowFile();
        Store().Set("a", "1");
        Assert.Equal("1", _vault.Values["a"]);
        Assert.Null(_home.Text(_home.Data.SecretFile));
    }

    [Fact]
    public void The_user_can_move_an_allowed_file_into_the_systems_store()
    {
        _vault.Refusal = "is locked";
        Store().AllowFile();
        Store().Set("a", "1");
        _vault.Refusal = null;
        _system.Variables[SecretStores.Variable] = "SecretService";
        Assert.Equal("1", Store().Get("a"));
        Store().Set("b", "2");
        _system.Variables.Clear();
        Assert.Equal("1", Store().Get("a"));
        Assert.Equal("2", _vault.Values["b"]);
        Assert.Null(_home.Text(_home.Data.SecretFile));
    }

    [Fact]
    public void A_store_that_the_user_named_has_no_stand_in()
    {
        Fill();
        _vault.Refusal = "is locked";
        _system.Variables[SecretStores.Variable] = "SecretService";
        Store().AllowFile();
        Assert.Throws<ClaudeDesktopException>(() => Store().Set("a", "1"));
    }

    [Fact]
    public void Every_change_of_a_value_changes_the_file_that_a_gateway_watches()
    {
        Store().Set("a", "1");
        var seen = new HashSet<string?> { _home.Text(_home.Data.SecretStoreFile) };
        Store().Set("a", "2");
        Assert.True(seen.Add(_home.Text(_home.Data.SecretStoreFile)));
        Store().GetOrAdd("b", () => "3");
        Assert.True(seen.Add(_home.Text(_home.Data.SecretStoreFile)));
        Store().Remove("a");
        Assert.True(seen.Add(_home.Text(_home.Data.SecretStoreFile)));
    }

    private void Finish(ThrowAwayHome home, PretendVault vault)
    {
        vault.Deadly = 0;
        Store(home, vault).Set("provider:c", "key-c");
        Assert.All(Old.Append(new("provider:c", "key-c")), pair => Assert.Equal(pair.Value, vault.Values[pair.Key]));
        Assert.Null(home.Text(home.Data.SecretFile));
    }

    private static bool Dies(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private void Fill(ThrowAwayHome? home = null)
    {
        var file = new FileSecretStore((home ?? _home).Data, new FileOperations());
        foreach (var pair in Old)
            file.Set(pair.Key, pair.Value);
    }

    private UserSecretStore Store() => Store(_home, _vault);

    private UserSecretStore Store(ThrowAwayHome home, PretendVault vault, IFileOperations? files = null) => new(_system, home.Data, files ?? new FileOperations(), _ => vault);
}
