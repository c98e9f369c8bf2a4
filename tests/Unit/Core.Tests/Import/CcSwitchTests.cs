using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using ClaudeDesktop.Import;
using ClaudeDesktop.Import.Sqlite;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Import;

public sealed class CcSwitchTests : IDisposable
{
    private const string Table = "CREATE TABLE providers (id TEXT, app_type TEXT, name TEXT, settings_config TEXT, website_url TEXT, notes TEXT, sort_index INTEGER, meta TEXT DEFAULT '{}', PRIMARY KEY (id, app_type))";
    private const string Env = """{"env":{"ANTHROPIC_BASE_URL":"https://api.example.com","ANTHROPIC_AUTH_TOKEN":"sk-secret-0123456789abcdef"}}""";
    private readonly ThrowAwayHome _home = new();
    private readonly string _file;
    private readonly SqliteDatabase _database;

    public CcSwitchTests()
    {
        _file = Path.Combine(_home.Root, "source", "cc-switch.db");
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        _database = SqliteDatabase.Open(SqliteDatabase.LibraryOf(HostSystem.Current.Kind), _file, _file);
        _database.Query("PRAGMA journal_mode=WAL", 1);
        _database.Query(Table, 0);
    }

    public void Dispose()
    {
        _database.Dispose();
        _home.Dispose();
    }

    [Fact]
    public void A_row_that_only_a_live_write_ahead_log_holds_is_read_and_the_folder_stays_byte_identical()
    {
        Add("kimi", "claude", Env);
        Assert.True(new FileInfo(_file + "-wal").Length > 0);
        var before = Folder();

        var candidate = Assert.Single(Read());

        Assert.Equal(("kimi", ProviderMode.Direct, "sk-secret-0123456789abcdef"), (candidate.Id, candidate.Provider!.Mode, candidate.Key));
        Assert.Equal(before, Folder());
    }

    [Fact]
    public void Entries_of_claude_desktop_bring_their_routes_and_win_over_those_of_claude_code()
    {
        Add("kimi", "claude", Env);
        Add("kimi", "claude-desktop", Env, """
            {"claudeDesktopMode":"proxy","apiFormat":"openai_chat","claudeDesktopModelRoutes":{"claude-opus-5":{"model":"deep-max","labelOverride":"deep-max"},"claude-old":{"model":"deep-pro","labelOverride":"Deep","supports1m":true}}}
            """);

        var read = Read();

        var provider = read[0].Provider!;
        Assert.Equal((ProviderMode.Mapped, ApiFormat.OpenAIChat), (provider.Mode, provider.ApiFormat));
        Assert.Equal(["claude-sonnet-5=deep-pro Deep True", "claude-opus-5=deep-max  False"], provider.Routes.Select(route => $"{route.RouteId}={route.Model} {route.DisplayName} {route.Supports1M}"));
        Assert.Null(read[1].Provider);
        Assert.Contains("same id", read[1].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"providerType":"github_copilot"}""", "NeedsAccount")]
    [InlineData("""{"authBinding":{"source":"managed","authProvider":"codex_oauth","accountId":"1"}}""", "NeedsAccount")]
    [InlineData("""{"isFullUrl":true}""", "complete endpoint")]
    [InlineData("""{"apiFormat":"telepathy"}""", "API format")]
    [InlineData("""{"apiFormat":"openai_chat"}""", "names no model")]
    [InlineData("not json", "not JSON")]
    public void What_cannot_be_a_provider_is_skipped_with_the_reason(string meta, string reason)
    {
        Add("x", "claude", Env, meta);
        var candidate = Assert.Single(Read());
        Assert.Null(candidate.Provider);
        Assert.Contains(reason, candidate.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_copy_is_gone_after_its_use()
    {
        string folder;
        using (var copy = DatabaseCopy.Of(_file, new FileOperations()))
        {
            folder = Path.GetDirectoryName(copy.Path)!;
            Assert.True(File.Exists(copy.Path));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Other_apps_are_not_read()
    {
        Add("x", "codex", Env);
        Assert.Empty(Read());
    }

    [Fact]
    public void A_file_that_is_no_database_is_named_in_the_error()
    {
        var path = Path.Combine(_home.Root, "other.db");
        File.WriteAllText(path, new string('x', 5000));
        var error = Assert.Throws<ClaudeDesktopException>(() => CcSwitchSource.Read(_home.Context(), path));
        Assert.Equal((ErrorCode.ImportSourceUnreadable, path), (error.Code, error.Target));
    }

    [Fact]
    public void A_system_without_sqlite_is_told_what_to_install()
    {
        if (HostSystem.Current.Kind == SystemKind.Windows)
            return;
        var error = Assert.Throws<ClaudeDesktopException>(() => CcSwitchSource.Read(_home.Context(), _file, new WindowsSqlite()));
        Assert.Equal(ErrorCode.SqliteMissing, error.Code);
        Assert.NotEmpty(error.RecommendedAction);
    }

    private IReadOnlyList<ImportCandidate> Read() => CcSwitchSource.Read(_home.Context(), _file);

    private void Add(string id, string app, string settings, string meta = "{}") =>
        _database.Query($"INSERT INTO providers (id, app_type, name, settings_config, meta) VALUES ('{id}', '{app}', '{id}', '{settings}', '{meta}')", 0);

    private string[] Folder() =>
        [.. Directory.GetFiles(Path.GetDirectoryName(_file)!).Order(StringComparer.Ordinal).Select(path => path + Convert.ToHexString(SHA256.HashData(new FileOperations().Read(path)!)))];
}
