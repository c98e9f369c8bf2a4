using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Secrets;

/// <summary>What every store of secrets does alike.</summary>
public abstract class SecretStoreContract : IDisposable
{
    private protected SecretStoreContract(string? missing)
    {
        Assert.SkipWhen(missing is not null, missing ?? "");
        Home = new ThrowAwayHome();
    }

    private protected ThrowAwayHome Home { get; }

    public virtual void Dispose()
    {
        Home?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void What_was_put_in_comes_back()
    {
        Store().Set("provider:kimi", "sk-0123456789");
        Assert.Equal("sk-0123456789", Store().Get("provider:kimi"));
    }

    [Fact]
    public void A_name_that_nobody_used_has_no_value()
    {
        Assert.Null(Store().Get("provider:kimi"));
        Store().Set("provider:kimi", "sk-0123456789");
        Assert.Null(Store().Get("provider:kim"));
        Assert.Null(Store().Get("provider:kimi2"));
        Assert.Null(Store().Get("PROVIDER:KIMI"));
    }

    [Fact]
    public void A_later_value_replaces_an_earlier_one()
    {
        Store().Set("a", "first");
        Store().Set("a", "second, which is longer");
        Store().Set("a", "third");
        Assert.Equal("third", Store().Get("a"));
    }

    [Fact]
    public void What_was_removed_is_gone_and_the_rest_stays()
    {
        Store().Set("a", "1");
        Store().Set("b", "2");
        Store().Remove("a");
        Store().Remove("a");
        Store().Remove("never there");
        Assert.Null(Store().Get("a"));
        Assert.Equal("2", Store().Get("b"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ключ-鍵-🔑-\u0301")]
    [InlineData("\"\\\r\n\t'; --\u0001\u007f")]
    public void Every_text_comes_back_as_it_was(string value)
    {
        Store().Set("odd", value);
        Assert.Equal(value, Store().Get("odd"));
    }

    [Theory]
    [InlineData("provider:日本語 🔑")]
    [InlineData("provider:\"quoted\\\"")]
    [InlineData("provider:a.b/c")]
    public void Every_name_is_a_name_of_its_own(string name)
    {
        Store().Set(name, "1");
        Assert.Equal("1", Store().Get(name));
        Store().Remove(name);
        Assert.Null(Store().Get(name));
    }

    [Fact]
    public void A_value_of_eight_kilobytes_comes_back_whole()
    {
        var value = string.Concat(Enumerable.Range(0, 2048).Select(number => $"{number:x4}"));
        Store().Set("large", value);
        Assert.Equal(value, Store().Get("large"));
    }

    [Fact]
    public void Many_values_stay_apart()
    {
        var store = Store();
        for (var number = 0; number < 60; number++)
            store.Set($"provider:{number}", $"key-{number}");
        Assert.All(Enumerable.Range(0, 60), number => Assert.Equal($"key-{number}", store.Get($"provider:{number}")));
    }

    [Fact]
    public void A_value_is_made_once_and_then_kept()
    {
        var made = 0;
        Assert.Equal("made 1", Store().GetOrAdd("token", () => $"made {++made}"));
        Assert.Equal("made 1", Store().GetOrAdd("token", () => $"made {++made}"));
        Assert.Equal(1, made);
        Assert.Equal("made 1", Store().Get("token"));
    }

    [Fact]
    public void An_empty_value_is_made_anew()
    {
        Store().Set("token", "");
        Assert.Equal("made", Store().GetOrAdd("token", () => "made"));
    }

    [Fact]
    public void Data_folders_do_not_see_each_others_values()
    {
        using var other = new ThrowAwayHome();
        Store().Set("a", "mine");
        Assert.Null(Store(other).Get("a"));
        Store(other).Set("a", "theirs");
        Assert.Equal("mine", Store().Get("a"));
        Store(other).Remove("a");
        Assert.Equal("mine", Store().Get("a"));
    }

    [Fact]
    public void Processes_that_write_at_once_lose_nothing()
    {
        var clients = Enumerable.Range(0, 4).Select(number => SecretClient.Start(Home.Data, Environment, "many", $"p{number}-", "25")).ToList();
        Assert.All(clients, client => Assert.Equal(["done"], Finish(client)));
        var store = Store();
        for (var client = 0; client < 4; client++)
        {
            for (var number = 0; number < 25; number++)
                Assert.Equal($"p{client}--{number}", store.Get($"p{client}-{number}"));
        }
    }

    [Fact]
    public void Processes_that_make_the_same_value_at_once_all_get_one()
    {
        var clients = Enumerable.Range(0, 6).Select(_ => SecretClient.Start(Home.Data, Environment, "add", "token", "made-by-")).ToList();
        var answers = clients.Select(client => Assert.Single(Finish(client))).ToList();
        Assert.StartsWith("made-by-", answers[0], StringComparison.Ordinal);
        Assert.Single(answers.Distinct());
        Assert.Equal(answers[0], Store().Get("token"));
    }

    /// <summary>What another process needs, to use the same store.</summary>
    private protected abstract IReadOnlyDictionary<string, string?> Environment { get; }

    private protected abstract ISecretStore Store(ThrowAwayHome home);

    private protected ISecretStore Store() => Store(Home);

    private static string[] Finish(Process client)
    {
        using (client)
            return SecretClient.Answer(client);
    }
}
