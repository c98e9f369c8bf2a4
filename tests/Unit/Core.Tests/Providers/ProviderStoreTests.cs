using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Providers;

public sealed class ProviderStoreTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_provider_comes_back_as_it_was_stored()
    {
        var provider = _home.AddMapped("kimi") with { };
        var full = provider with
        {
            Headers = new Dictionary<string, string> { ["x-team"] = "é" },
            Fallback = ["other"],
            Notes = "for \"tests\"",
            Website = new Uri("https://example.com/"),
            Preset = "Kimi",
            KeepModeChooser = true,
            CoworkEgressAllowedHosts = ["*.example.com"],
            RootCertificatePath = Path.GetFullPath("roots.pem"),
            Proxy = new Uri("http://proxy.example.com:8080/"),
            BaseUri = new Uri("https://openrouter.ai/api/v1"),
            BodyAdditions = """{"temperature":1.0e-1,"gone":null}""",
            AllowModels = ["a*"],
            DenyModels = ["*b", "c"],
            ProviderOrder = ["anthropic", "google"],
            StrictProviderOrder = true,
            DataPolicy = DataPolicy.Allow,
        };
        new ProviderChanges(_home.Context()).Change("kimi", _ => full, null, out _);

        var read = _home.Context().Store.Read().Find("KIMI")!;

        Assert.Equal(full.Headers, read.Headers);
        Assert.Equal(full.Routes, read.Routes);
        Assert.Equal(full.Fallback, read.Fallback);
        Assert.Equal([full.AllowModels, full.DenyModels, full.ProviderOrder], [read.AllowModels, read.DenyModels, read.ProviderOrder]);
        Assert.Equal((full.BodyAdditions, full.StrictProviderOrder, full.DataPolicy), (read.BodyAdditions, read.StrictProviderOrder, read.DataPolicy));
        Assert.Equal((full.RootCertificatePath, full.Proxy), (read.RootCertificatePath, read.Proxy));
        Assert.Equal(
            (full.Notes, full.Website, full.Preset, true, full.BaseUri, full.ApiFormat, full.CreatedAt, full.KeyHint),
            (read.Notes, read.Website, read.Preset, read.KeepModeChooser, read.BaseUri, read.ApiFormat, read.CreatedAt, read.KeyHint));
    }

    [Fact]
    public void What_a_newer_version_wrote_into_the_store_stays()
    {
        const string future = "{ \"schemaVersion\": 1, \"colour\": 1.0, \"providers\": [ {\"id\":\"a\",\"name\":\"A\",\"mode\":\"Mapped\",\"baseUri\":\"https://a.example.com/\",\"mood\":[1e3]} ] }";
        _home.Write(_home.Data.StoreFile, future);

        _home.AddMapped("b");
        new ProviderChanges(_home.Context()).Change("a", provider => provider with { Name = "Ah" }, null, out _);

        var text = _home.Text(_home.Data.StoreFile)!;
        Assert.Contains("\"colour\": 1.0", text, StringComparison.Ordinal);
        Assert.Contains("\"mood\":[1e3]", text, StringComparison.Ordinal);
        Assert.Equal(["Ah", "B"], _home.Context().Store.Read().Providers.Select(provider => provider.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("\uFEFF{}")]
    [InlineData("{\"providers\":[{\"name\":\"no id\"}]}")]
    [InlineData("{\"providers\":[{\"id\":\"a\",\"mode\":\"Sideways\"}]}")]
    [InlineData("{\"providers\":[7]}")]
    public void A_store_that_makes_no_sense_is_refused_and_left_alone(string content)
    {
        _home.Write(_home.Data.StoreFile, content);
        var tree = _home.Tree();

        Assert.Equal(ErrorCode.FileUnreadable, Assert.Throws<ClaudeDesktopException>(() => _home.AddMapped("kimi")).Code);

        Assert.Equal(tree[_home.Data.StoreFile], _home.Tree()[_home.Data.StoreFile]);
        Assert.Null(_home.Context().Secrets.Get("provider:kimi"));
    }

    [Fact]
    public void A_store_of_a_newer_version_is_left_to_it()
    {
        _home.Write(_home.Data.StoreFile, "{\"schemaVersion\":2}");

        Assert.Equal(ErrorCode.StoreTooNew, Assert.Throws<ClaudeDesktopException>(() => _home.AddMapped("kimi")).Code);
    }

    [Fact]
    public void Another_writer_is_waited_for_and_then_named()
    {
        using var held = _home.Context().Store.Lock();

        var error = Assert.Throws<ClaudeDesktopException>(() => FileLock.Acquire(_home.Data.LockFile, TimeSpan.FromMilliseconds(50)));

        Assert.Equal(ErrorCode.StoreBusy, error.Code);
        Assert.Contains(_home.Data.LockFile, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_that_cannot_be_made_is_not_called_busy()
    {
        _home.Write(Path.Combine(_home.Root, "file"), "");

        var error = Assert.Throws<ClaudeDesktopException>(() => FileLock.Acquire(Path.Combine(_home.Root, "file", "store.lock"), TimeSpan.FromSeconds(10)));

        Assert.Equal(ErrorCode.FileWriteFailed, error.Code);
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(() => _home.AddMapped($"p{number}"), TestContext.Current.CancellationToken)));

        Assert.Equal(24, _home.Context().Store.Read().Providers.Count);
        Assert.All(Enumerable.Range(0, 24), number => Assert.NotNull(_home.Context().Secrets.Get($"provider:p{number}")));
    }

    [Fact]
    public void The_key_is_kept_apart_from_the_store()
    {
        _home.AddMapped("kimi");

        Assert.DoesNotContain("sk-test", File.ReadAllText(_home.Data.StoreFile), StringComparison.Ordinal);
        Assert.Equal("sk-test-key-of-kimi", _home.Context().Secrets.Get("provider:kimi"));
    }

    [Fact]
    public void A_second_provider_of_one_id_is_refused_and_the_first_keeps_its_key()
    {
        _home.AddMapped("kimi");

        Assert.Equal(ErrorCode.ProviderAlreadyExists, Assert.Throws<ClaudeDesktopException>(() => new ProviderChanges(_home.Context()).Add(
            new Provider { Id = "kimi", Name = "K", Mode = ProviderMode.Direct, BaseUri = new Uri("https://k.example.com") }, "another-key-altogether")).Code);

        Assert.Equal("sk-test-key-of-kimi", _home.Context().Secrets.Get("provider:kimi"));
    }

    [Fact]
    public void A_copy_brings_the_key_along_and_the_official_provider_is_nobodys()
    {
        _home.AddMapped("kimi");
        var changes = new ProviderChanges(_home.Context());

        var copy = changes.Copy("kimi", changes.FreeId("Kimi"), "Kimi again");

        Assert.Equal(("kimi-2", false), (copy.Id, copy.IsActive));
        Assert.Equal("sk-test-key-of-kimi", _home.Context().Secrets.Get("provider:kimi-2"));
        Assert.Equal(ErrorCode.ProviderIsOfficial, Assert.Throws<ClaudeDesktopException>(() => changes.Remove(OfficialProvider.Id, force: true)).Code);
    }

    [Theory]
    [InlineData("\"gateway\":{\"port\":99999}", "port")]
    [InlineData("\"gateway\":{\"port\":0}", "port")]
    [InlineData("\"gateway\":{\"port\":\"15721\"}", "port")]
    [InlineData("\"gateway\":{\"port\":99999999999999999999}", "port")]
    [InlineData("\"schemaVersion\":\"1\"", "schemaVersion")]
    [InlineData("\"providers\":[{\"id\":\"\\ud800\"}]", "without an id")]
    [InlineData("\"providers\":[7]", "without an id")]
    [InlineData("\"providers\":[{\"id\":\"a\",\"baseUri\":\"https://a.b\"},{\"id\":\"A\",\"baseUri\":\"https://a.c\"}]", "'a' twice")]
    public void What_cannot_be_understood_is_refused_by_name(string member, string says)
    {
        _home.Write(_home.Data.StoreFile, $"{{{member}}}");

        var error = Assert.Throws<ClaudeDesktopException>(() => _home.Context().Store.Read());

        Assert.Equal(ErrorCode.FileUnreadable, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }
}
