using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Secrets;

public sealed class SecretStampTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();
    private readonly MemorySecrets _memory = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Every_change_renews_the_stamp_and_no_reading_does()
    {
        var store = Store(out var stamp);
        var stamps = new List<string?> { stamp.Read() };
        void After(Action change)
        {
            change();
            stamps.Add(stamp.Read());
        }

        After(() => store.Set("a", "1"));
        After(() => store.Set("a", "1"));
        After(() => store.Remove("a"));
        After(() => Assert.Equal("2", store.GetOrAdd("a", () => "2")));
        Assert.Equal(stamps.Count, stamps.Distinct().Count());

        var last = stamp.Read();
        Assert.Equal("2", store.Get("a"));
        Assert.Equal("2", store.GetOrAdd("a", () => "3"));
        Assert.Equal(last, stamp.Read());
    }

    [Fact]
    public void The_change_is_made_before_the_stamp_tells_of_it()
    {
        var stamp = new SecretStamp(_home.Data, new FileOperations());
        var atTheChange = new List<string?>();
        _memory.Changing = () => atTheChange.Add(stamp.Read());
        var store = new StampedSecretStore(_memory, stamp);
        store.Set("a", "1");
        store.Set("a", "2");
        Assert.Null(atTheChange[0]);
        Assert.NotNull(atTheChange[1]);
        Assert.NotEqual(atTheChange[1], stamp.Read());
    }

    [Fact]
    public async Task Changes_at_the_same_time_do_not_fail()
    {
        var store = Store(out _);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 20; i++)
                store.Set($"{writer}", $"{i}");
        })));
        Assert.Equal(8, _memory.Values.Count(item => item.Value == "19"));
    }

    [Fact]
    public void The_stamp_is_the_users_alone_and_says_nothing_of_the_secret()
    {
        Store(out _).Set("a", "secret");
        Assert.DoesNotContain("secret", _home.Text(_home.Data.SecretStampFile), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_home.Data.SecretStampFile));
    }

    private StampedSecretStore Store(out SecretStamp stamp) => new(_memory, stamp = new SecretStamp(_home.Data, new FileOperations()));

    private sealed class MemorySecrets : ISecretStore
    {
        public ConcurrentDictionary<string, string> Values { get; } = [];

        public Action Changing { get; set; } = static () => { };

        public string? Get(string name) => Values.GetValueOrDefault(name);

        public string GetOrAdd(string name, Func<string> create) => Values.GetOrAdd(name, _ => create());

        public void Set(string name, string value)
        {
            Changing();
            Values[name] = value;
        }

        public void Remove(string name) => Values.TryRemove(name, out _);
    }
}
