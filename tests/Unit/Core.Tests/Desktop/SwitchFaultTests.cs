using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

/// <summary>Every file operation of a switch fails once, before it is done and after it was.</summary>
public sealed class SwitchFaultTests
{
    private const int MoreThanEnough = 30;

    public static TheoryData<string, bool, bool> Cases()
    {
        var cases = new TheoryData<string, bool, bool>();
        foreach (var goal in new[] { "mapped", "direct", "official", "repair", "back", "helped", "unhelped" })
        {
            foreach (var fresh in new[] { true, false })
            {
                cases.Add(goal, fresh, false);
                cases.Add(goal, fresh, true);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_failure_leaves_the_old_state_or_the_new_or_one_that_is_marked_and_mended(string goal, bool fresh, bool afterwards)
    {
        var expected = Run(goal, fresh, new FaultyFiles(0, false), out var old, out _);
        var failures = 0;
        for (var failing = 1; failing < MoreThanEnough; failing++)
        {
            using var home = Prepare(goal, fresh);
            var files = new FaultyFiles(failing, afterwards);
            var error = Record.Exception(() => Switch(home, goal, files));
            if (files.Changes < failing)
                break;
            failures++;
            var marked = new ProfileSwitch(home.Context()).Pending is not null;
            var state = Observe(home);

            // Only the old state, only the new one, or a marked one: never a silent half.
            Assert.True(marked || Same(state, old) || Same(state, expected), $"operation {failing} of '{goal}' left an unmarked half ({error?.Message})");
            if (marked)
                Assert.Contains(new ProfileHealth(home.Context(), _ => ListenerKind.Ours).Check(), finding => finding.Code == HealthCode.SwitchInterrupted);

            new ProfileSwitch(Context(home, goal)).Change([], store => store);
            Assert.Null(new ProfileSwitch(home.Context()).Pending);
            Assert.True(Same(Observe(home), old) || Same(Observe(home), expected), $"operation {failing} of '{goal}' was not mended");
        }

        Assert.InRange(failures, 3, MoreThanEnough);
    }

    private static Dictionary<string, string?> Run(string goal, bool fresh, FaultyFiles files, out Dictionary<string, string?> old, out int changes)
    {
        using var home = Prepare(goal, fresh);
        old = Observe(home);
        Switch(home, goal, files);
        changes = files.Changes;
        return Observe(home);
    }

    private static ThrowAwayHome Prepare(string goal, bool fresh)
    {
        var home = new ThrowAwayHome();
        home.AddMapped("mapped");
        home.AddMapped("before");
        home.AddDirect("direct");
        home.Context().Secrets.Set("gateway:token", "cd-fixed");
        if (fresh)
        {
            home.Write(home.Paths.LibraryIndex, "{\"appliedId\":\"aaaa\",\"entries\":[{\"id\":\"aaaa\",\"name\":\"Their own\"}]}");
            home.Write(home.Paths.StandardConfig, "{\"mcpServers\":{}}");
        }
        else
        {
            new ProfileSwitch(home.Context()).Enable("before");
        }

        if (goal == "unhelped")
            new ProfileSwitch(home.HelpedContext()).Enable("direct");
        if (goal == "back")
            Return(home, fresh);
        if (goal == "repair")
            Disturb(home, fresh);
        return home;
    }

    private static void Return(ThrowAwayHome home, bool fresh)
    {
        new ProfileSwitch(home.Context()).Enable("direct");
        if (fresh)
            new ProfileSwitch(home.Context()).Restore(previous: true);
        else
            new ProfileSwitch(home.Context()).Enable("before");
    }

    private static void Disturb(ThrowAwayHome home, bool fresh)
    {
        if (fresh)
        {
            home.Write(home.Paths.Profile, "{\"inferenceProvider\":\"gateway\",\"theirs\":1}");
            home.Write(home.Paths.LibraryIndex, $"{{\"appliedId\":\"{DesktopPaths.ProfileId}\",\"entries\":[{{\"id\":\"{DesktopPaths.ProfileId}\",\"name\":\"x\"}}]}}");
            home.Write(home.Paths.ThirdPartyConfig, "{\"deploymentMode\":\"3p\"}");
            return;
        }

        home.Write(home.Paths.Profile, "{\"inferenceProvider\":\"anthropic\",\"theirs\":1}");
        home.Write(home.Paths.LibraryIndex, "{\"appliedId\":\"aaaa\"}");
        home.Write(home.Paths.StandardConfig, "{\"deploymentMode\":\"1p\"}");
        home.Write(home.Paths.ThirdPartyConfig, "{\"deploymentMode\":\"1p\"}");
    }

    private static void Switch(ThrowAwayHome home, string goal, FaultyFiles files)
    {
        var profile = new ProfileSwitch(Context(home, goal, files));
        _ = goal switch
        {
            "helped" => profile.Enable("direct"),
            "official" or "unhelped" => profile.Restore(previous: false),
            "repair" => profile.Repair(),
            "back" => profile.BringBack(new SnapshotHistory(home.Data, files).Ids[0]),
            _ => profile.Enable(goal),
        };
    }

    private static ModuleContext Context(ThrowAwayHome home, string goal, FaultyFiles? files = null) =>
        goal.EndsWith("helped", StringComparison.Ordinal) ? home.HelpedContext(files) : home.Context(files);

    private static Dictionary<string, string?> Observe(ThrowAwayHome home) =>
        new[] { home.Data.HelperFile("direct"), home.Paths.StandardConfig, home.Paths.ThirdPartyConfig, home.Paths.LibraryIndex, home.Paths.Profile, home.Data.StoreFile }
            .ToDictionary(path => path[(home.Root.Length + 1)..], path => home.Text(path)?.Replace(home.Root, "", StringComparison.Ordinal));

    private static bool Same(Dictionary<string, string?> left, Dictionary<string, string?> right) => left.All(pair => right[pair.Key] == pair.Value);
}
