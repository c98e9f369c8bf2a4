using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Live;

public sealed class ModelCacheTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Provider Asked = new() { Id = "one", Name = "One", BaseUri = new Uri("https://one.example.com/"), Mode = ProviderMode.Direct };
    private readonly ThrowAwayHome _home = new();

    private ModelCache Cache => new(_home.Data, new FileOperations());

    public void Dispose() => _home.Dispose();

    [Fact]
    public void What_a_provider_answered_is_found_again_with_its_date_and_for_nobody_else()
    {
        Keep("b", "a", "b", "", "with\u001b[2J escape");

        var (askedAt, names) = Cache.Find(Asked)!.Value;

        Assert.Equal(Now, askedAt);
        Assert.Equal(["b", "a"], names);
        Assert.Null(Cache.Find(Asked with { BaseUri = new Uri("https://other.example.com/") }));
        Assert.Null(Cache.Find(Asked with { Id = "two" }));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(0b110_000_000, (int)File.GetUnixFileMode(_home.Data.ModelFile("one")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"baseUri":"https://one.example.com/","askedAt":"yesterday","models":["a"]}""")]
    [InlineData("""{"baseUri":"https://one.example.com/","askedAt":"2026-11-20T12:00:00Z","models":{"a":1}}""")]
    [InlineData("""{"baseUri":7,"askedAt":"2026-11-20T12:00:00Z","models":["a"]}""")]
    public void What_makes_no_sense_is_as_good_as_nothing_and_made_anew(string content)
    {
        Keep("a");
        File.WriteAllText(_home.Data.ModelFile("one"), content);

        Assert.Null(Cache.Find(Asked));
        Keep("c");
        Assert.Equal(["c"], Cache.Find(Asked)!.Value.Names);
    }

    private void Keep(params string[] names) => Cache.Keep(Asked, names.Select(name => new UpstreamModel { Id = name, Provider = "one" }), Now);
}
