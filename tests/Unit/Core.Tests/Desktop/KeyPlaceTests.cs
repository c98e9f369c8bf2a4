using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Lists;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

/// <summary>No key goes to an address that it was not given for, wherever a change of both is cut short.</summary>
public sealed class KeyPlaceTests
{
    private const string OldKey = "sk-test-key-of-p";
    private const string NewKey = "sk-new-key-0123456789";
    private static readonly Uri New = new("https://new.example.com/v1");

    public enum Shape
    {
        Mapped,
        ActiveMapped,
        ActiveDirect,
    }

    [Theory]
    [InlineData(Shape.Mapped, false)]
    [InlineData(Shape.Mapped, true)]
    [InlineData(Shape.ActiveMapped, false)]
    [InlineData(Shape.ActiveMapped, true)]
    [InlineData(Shape.ActiveDirect, false)]
    [InlineData(Shape.ActiveDirect, true)]
    public void A_process_that_dies_leaves_each_key_with_its_address(Shape shape, bool afterwards)
    {
        var changes = 0;
        for (var failing = 1; ; failing++)
        {
            using var home = new ThrowAwayHome();
            var old = Start(home, shape);
            var files = new FaultyFiles(failing, afterwards, dies: true);
            Attempt(() => Change(home.Context(files)));
            changes = Math.Max(changes, files.Changes);
            if (files.Changes < failing)
                break;

            var what = $"{shape}, change {failing}, {(afterwards ? "after" : "before")} it";
            AssertPaired(home, old, what);
            AssertProfilePaired(home, shape, old, what);
            new ProfileSwitch(home.Context()).Repair();
            AssertPaired(home, old, what + ", repaired");
            AssertProfilePaired(home, shape, old, what + ", repaired");
            Change(home.Context());
            Assert.Equal((New, NewKey), Pair(home));
        }

        Assert.True(changes >= 3, $"{changes} changes were seen.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_failure_that_is_undone_leaves_the_old_key_with_the_old_address(bool afterwards)
    {
        for (var failing = 1; failing < 9; failing++)
        {
            using var home = new ThrowAwayHome();
            var old = Start(home, Shape.ActiveMapped);
            Attempt(() => Change(home.Context(new FaultyFiles(failing, afterwards))));
            AssertPaired(home, old, $"change {failing}");
        }
    }

    [Fact]
    public void Whoever_still_holds_the_old_address_gets_no_new_key()
    {
        using var home = new ThrowAwayHome();
        Start(home, Shape.Mapped);
        var held = home.Context().Store.Read().Find("p")!;

        Change(home.Context());

        Assert.Null(home.Context().Keys.Find(held));
        Assert.Equal((New, NewKey), Pair(home));
    }

    [Fact]
    public void Keys_change_places_as_often_as_addresses_do_and_none_stays_behind()
    {
        using var home = new ThrowAwayHome();
        Start(home, Shape.Mapped);
        var changes = new ProviderChanges(home.Context());
        for (var i = 0; i < 5; i++)
        {
            changes.Change("p", provider => provider with { BaseUri = new Uri($"https://h{i}.example.com") }, $"sk-key-{i}-0123456789", out _);
            Assert.Equal($"sk-key-{i}-0123456789", Pair(home).Key);
            Assert.Single(SecretNames.ProviderKeys("p"), name => home.Context().Secrets.Get(name) is not null);
        }

        changes.Change("p", provider => provider with { Notes = "x" }, "sk-in-its-place-0123456789", out _);
        Assert.Equal("sk-in-its-place-0123456789", Pair(home).Key);
        changes.Copy("p", "q", "Q");
        Assert.Equal("sk-in-its-place-0123456789", home.Context().Keys.Find(home.Context().Store.Read().Find("q")!));
        Assert.DoesNotContain("usesSecondKey", ProviderExport.Json(home.Context(), home.Context().Store.Read().Providers, null), StringComparison.Ordinal);
        changes.Change("p", provider => provider with { KeySource = KeySource.FromEnvironment("CD_NOT_SET") }, null, out _);
        Assert.DoesNotContain(SecretNames.ProviderKeys("p"), name => home.Context().Secrets.Get(name) is not null);
        changes.Remove("p", force: false);
        changes.Remove("q", force: false);
        Assert.DoesNotContain(SecretNames.ProviderKeys("q"), name => home.Context().Secrets.Get(name) is not null);
    }

    private static Provider Start(ThrowAwayHome home, Shape shape)
    {
        if (shape == Shape.ActiveDirect)
            home.AddDirect("p");
        else
            home.AddMapped("p");
        if (shape != Shape.Mapped)
            new ProfileSwitch(home.Context()).Enable("p");
        return home.Context().Store.Read().Find("p")!;
    }

    private static void Change(ModuleContext context) => new ProviderChanges(context).Change("p", provider => provider with { BaseUri = New }, NewKey, out _);

    private static (Uri Address, string? Key) Pair(ThrowAwayHome home)
    {
        var provider = home.Context().Store.Read().Find("p")!;
        return (provider.BaseUri!, home.Context().Keys.Find(provider));
    }

    private static void AssertPaired(ThrowAwayHome home, Provider old, string what)
    {
        var pair = Pair(home);
        Assert.True(pair == (old.BaseUri!, OldKey) || pair == (New, NewKey) || pair == (New, null), $"{what}: {pair}");
    }

    private static void AssertProfilePaired(ThrowAwayHome home, Shape shape, Provider old, string what)
    {
        if (shape != Shape.ActiveDirect || !File.Exists(home.Paths.Profile))
            return;
        var profile = JsonText.Parse(File.ReadAllBytes(home.Paths.Profile), "profile");
        var pair = (profile.FindString("inferenceGatewayBaseUrl"), profile.FindString("inferenceGatewayApiKey"));
        Assert.True(pair == (old.BaseUri!.AbsoluteUri.TrimEnd('/'), OldKey) || pair == (New.AbsoluteUri, NewKey), $"{what}: {pair}");
    }

    private static void Attempt(Action change)
    {
        try
        {
            change();
        }
        catch (Exception e) when (e is IOException or ClaudeDesktopException)
        {
        }
    }
}
