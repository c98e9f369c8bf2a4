using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

/// <summary>
/// A process that switches without pause is killed at random moments. CLAUDEDESKTOP_TEST_KILLS says how often; the full run is 2,000.
/// </summary>
public sealed class SwitchKillTests : IDisposable
{
    private const int UsualKills = 60;
    private const int LongestLifeInMilliseconds = 30;
    private readonly ThrowAwayHome _home = new();
    private readonly List<JsonNode> _known = [];

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_kill_leaves_the_old_state_or_the_new_or_one_that_is_marked_and_mended()
    {
        Prepare();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var marked = 0;
        for (var kill = 1; kill <= Kills(); kill++)
        {
            KillAfter(TimeSpan.FromMilliseconds(random.NextDouble() * LongestLifeInMilliseconds));
            var isMarked = new ProfileSwitch(_home.Context()).Pending is not null;
            Assert.True(isMarked || IsKnown(Observe()), $"kill {kill} of seed {seed} left an unmarked half: {Observe()}");
            marked += isMarked ? 1 : 0;
            if (isMarked && kill % 2 == 0)
            {
                new ProfileSwitch(_home.Context()).Change([], store => store);
                Assert.True(IsKnown(Observe()), $"kill {kill} of seed {seed} was not mended: {Observe()}");
            }
        }

        new ProfileSwitch(_home.Context()).Enable("mapped");
        new ProfileSwitch(_home.Context()).Restore(previous: false);
        Assert.Null(new ProfileSwitch(_home.Context()).Pending);
        Assert.True(IsKnown(Observe()));
        Assert.InRange(new SnapshotHistory(_home.Data, _home.Context().Files).Ids.Count, 1, SnapshotHistory.Length);
        Assert.All(new SnapshotHistory(_home.Data, _home.Context().Files).Ids, id => new SnapshotHistory(_home.Data, _home.Context().Files).Read(id));
        Assert.DoesNotContain(_home.Tree().Keys, path => path.Contains(".cdtmp-", StringComparison.Ordinal));
        Assert.True(marked > 0, "no kill fell into a switch, so this run showed nothing");
        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills()} kills, {marked} of them in the middle of a switch (seed {seed})");
    }

    private static int Kills() =>
        int.TryParse(Environment.GetEnvironmentVariable("CLAUDEDESKTOP_TEST_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : UsualKills;

    private void Prepare()
    {
        _home.Write(_home.Paths.LibraryIndex, "{\"appliedId\":\"aaaa\",\"entries\":[{\"id\":\"aaaa\",\"name\":\"Their own\"}]}");
        _home.Write(_home.Paths.StandardConfig, "{\"mcpServers\":{}}");
        _home.AddMapped("mapped");
        _home.AddDirect("direct");
        _known.Add(Observe());
        for (var round = 0; round < 2; round++)
        {
            new ProfileSwitch(_home.Context()).Enable("mapped");
            _known.Add(Observe());
            new ProfileSwitch(_home.Context()).Enable("direct");
            _known.Add(Observe());
            new ProfileSwitch(_home.Context()).Restore(previous: false);
            _known.Add(Observe());
            new ProfileSwitch(_home.Context()).BringBack(new SnapshotHistory(_home.Data, _home.Context().Files).Ids[0]);
            _known.Add(Observe());
        }
    }

    private void KillAfter(TimeSpan life)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "SwitchLoop.dll")]) { RedirectStandardOutput = true };
        start.Environment["CLAUDEDESKTOP_HOME"] = _home.Data.Root;
        start.Environment["CLAUDEDESKTOP_SECRET_STORE"] = "File";
        start.Environment["CLAUDEDESKTOP_APP_HOME"] = Path.Combine(_home.Root, "app");
        using var victim = Process.Start(start)!;
        Assert.Equal("switching", victim.StandardOutput.ReadLine());
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < life;)
        {
            // A spin, since the moment of the kill must be finer than a timer's tick.
        }

        Assert.False(victim.HasExited, "the victim died by itself");
        victim.Kill();
        victim.WaitForExit();
    }

    private JsonObject Observe()
    {
        var state = new JsonObject();
        foreach (var path in new[] { _home.Paths.StandardConfig, _home.Paths.ThirdPartyConfig, _home.Paths.LibraryIndex, _home.Paths.Profile, _home.Data.StoreFile })
            state[path] = _home.Text(path) is { } text ? JsonNode.Parse(text) : null;
        return state;
    }

    private bool IsKnown(JsonNode state) => _known.Any(known => JsonNode.DeepEquals(known, state));
}
