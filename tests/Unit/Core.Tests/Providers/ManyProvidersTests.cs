using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Providers;

public sealed class ManyProvidersTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Each_is_read_when_it_is_asked_for()
    {
        _home.Write(_home.Data.StoreFile, """{"providers":[{"id":"a","baseUri":"https://a.b"}, {"id":"b","baseUri":"https://a.b"},{"id":"c","mode":"Sideways"}],"activeProviderId":"b"}""");
        var seen = new List<Provider>();

        var error = Assert.Throws<ClaudeDesktopException>(() => seen.AddRange(_home.Context().Store.Stream().Select(provider => provider)));

        using var one = _home.Context().Store.Stream().GetEnumerator();
        foreach (var id in new[] { OfficialProvider.Id, "a", "b" })
        {
            Assert.True(one.MoveNext());
            Assert.Equal((id, id == "b"), (one.Current.Id, one.Current.IsActive));
        }

        Assert.Equal(ErrorCode.FileUnreadable, Assert.Throws<ClaudeDesktopException>(() => one.MoveNext()).Code);
        Assert.Contains("'c'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_twin_is_refused_at_its_turn_and_by_every_writer_at_once()
    {
        _home.Write(_home.Data.StoreFile, """{"providers":[{"id":"a","baseUri":"https://a.b"},{"id":"A","baseUri":"https://a.c"}]}""");

        Assert.Equal("a", _home.Context().Store.Stream().ElementAt(1).Id);
        Assert.Contains("'A' twice", Assert.Throws<ClaudeDesktopException>(() => _home.Context().Store.Stream().Count()).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.FileUnreadable, Assert.Throws<ClaudeDesktopException>(() => _home.AddMapped("b")).Code);
    }

    [Fact]
    public void What_was_read_or_written_once_is_understood_again_only_when_its_bytes_are_others()
    {
        _home.AddMapped("a");
        var store = _home.Context().Store;
        var read = store.Read();
        Assert.Same(read, store.Read());

        var text = File.ReadAllText(_home.Data.StoreFile);
        _home.Write(_home.Data.StoreFile, text.Replace("\"a\"", "\"b\"", StringComparison.Ordinal));
        Assert.Null(store.Read().Find("a"));
        Assert.NotNull(store.Read().Find("b"));

        var before = store.Read();
        var changed = before.With(before.Find("b")! with { Notes = "new" });
        Assert.NotSame(changed, store.Read());
        store.Write(changed, before);
        Assert.Same(changed, store.Read());
        _home.Write(_home.Data.StoreFile, text);
        Assert.Null(store.Read().Find("b"));
    }

    [Fact]
    public void A_provider_that_was_changed_is_what_the_file_now_says_of_it()
    {
        _home.Write(_home.Data.StoreFile, """
            {"activeProviderId":"b","providers":[{"id":"a","i\u0064":"a","baseUri":"https://a.b","notes":"old","of":{"id":"c"}},{"id":"b","baseUri":"https://a.b"},{"id":"c","baseUri":"https://a.b","headers":{"x":"y"}}]}
            """);
        var before = _home.Context().Store.Read();

        var changed = before.With([before.Find("a")! with { Notes = null, BodyAdditions = """{ "top_k" : 1.0 }""" }, before.Find("b")! with { IsActive = false, Name = "B" }]);

        Assert.Equal(Said(StoreSnapshot.Parse(changed.ToFile()!, "")), Said(changed));
        foreach (var active in new[] { "c", null, "b" })
        {
            changed = changed.WithActive(active);
            Assert.Equal(Said(StoreSnapshot.Parse(changed.ToFile()!, "")), Said(changed));
        }

        Assert.Equal(["a", "B", "c"], changed.Providers.Select(provider => provider.Name));
        Assert.Equal(("b", 15721), (changed.Active!.Id, changed.GatewayPort));
        Assert.Contains("\"of\":{\"id\":\"c\"}", Encoding.UTF8.GetString(changed.ToFile()!), StringComparison.Ordinal);

        static IEnumerable<string> Said(StoreSnapshot store) =>
            store.Providers.Select(provider => $"{provider.IsActive} {Encoding.UTF8.GetString(JsonRaw.Write(writer => ProviderJson.WriteWhole(writer, provider)))}");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"providers":[]}""")]
    [InlineData("""{"providers":7}""")]
    [InlineData("""{"providers":null}""")]
    public void Without_a_list_there_is_the_official_one(string content)
    {
        _home.Write(_home.Data.StoreFile, content);
        Assert.True(Assert.Single(_home.Context().Store.Stream()).IsOfficial);
    }

    [Fact]
    public void Many_are_changed_and_added_in_one_go_and_every_other_byte_stays()
    {
        const string before = """
            {
              "colour": 1.0,
              "providers": [
                {
                  "id": "a",
                  "name": "A",
                  "mode": "Mapped",
                  "apiFormat": "AnthropicMessages",
                  "baseUri": "https://a.example.com/",
                  "authScheme": "Bearer",
                  "mood": [1e3]
                },
                { "id": "b",  "name": "B", "mode": "Direct", "apiFormat": "AnthropicMessages", "baseUri": "https://b.example.com/", "authScheme": "Bearer" }
              ],
              "activeProviderId": "a"
            }
            """;
        var store = StoreSnapshot.Parse(System.Text.Encoding.UTF8.GetBytes(before.Replace("\r\n", "\n", StringComparison.Ordinal)), "x");

        var after = store.With([store.Find("a")! with { Name = "Ah", Models = ["m"] }, store.Find("b")!, store.Find("b")! with { Id = "c", Name = "C" }]);

        const string expected = """
            {
              "colour": 1.0,
              "providers": [
                {
                  "id": "a",
                  "name": "Ah",
                  "mode": "Mapped",
                  "apiFormat": "AnthropicMessages",
                  "baseUri": "https://a.example.com/",
                  "authScheme": "Bearer",
                  "mood": [1e3],
                  "models": [
                    "m"
                  ]
                },
                { "id": "b",  "name": "B", "mode": "Direct", "apiFormat": "AnthropicMessages", "baseUri": "https://b.example.com/", "authScheme": "Bearer" },
                {
                  "id": "c",
                  "name": "C",
                  "mode": "Direct",
                  "apiFormat": "AnthropicMessages",
                  "baseUri": "https://b.example.com/",
                  "authScheme": "Bearer"
                }
              ],
              "activeProviderId": "a",
              "schemaVersion": 1
            }
            """;
        Assert.Equal(expected.Replace("\r\n", "\n", StringComparison.Ordinal), System.Text.Encoding.UTF8.GetString(after.ToFile()!));
        Assert.Same(after, after.With([after.Find("a")!]));
    }
}
