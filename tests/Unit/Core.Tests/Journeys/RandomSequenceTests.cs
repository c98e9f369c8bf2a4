using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Desktop.Repair;
using ClaudeDesktop.Storage;
using Xunit;

namespace ClaudeDesktop.Tests.Journeys;

/// <summary>Enable, edits by another program, kills, repairs and restores in any order: nothing of anybody else's is ever lost.</summary>
public sealed class RandomSequenceTests
{
    private const int Sequences = 200;
    private const int Steps = 12;
    private const int MostChangesBeforeAKill = 9;

    [Fact]
    public void Nothing_foreign_is_ever_lost()
    {
        var kills = 0;
        for (var seed = 1; seed <= Sequences; seed++)
            kills += Run(seed);
        Assert.True(kills > Sequences / 2, $"only {kills} kills fell into a change, so the run showed little");
    }

    private static int Run(int seed)
    {
        var random = new Random(seed);
        var kinds = Enum.GetValues<FixtureKind>();
        using var home = new FixtureHome(kinds[seed % kinds.Length]);
        var other = new OtherProgram(home, random);
        var story = new List<string> { $"seed {seed}" };
        var kills = 0;
        Journey.Import(home);
        other.Begin();
        for (var step = 0; step < Steps; step++)
        {
            story.Add(Step(home, other, random, ref kills));
            other.AssertNothingIsLost(string.Join("; ", story));
        }

        Journey.Restore(home, previous: false);
        other.AssertNothingIsLost(string.Join("; ", story) + "; restored at last");
        Assert.True(Journey.IsWell(home), string.Join("; ", story));
        Assert.Null(ProfileReader.Read(home.Context()).AppliedId);
        return kills;
    }

    private static string Step(FixtureHome home, OtherProgram other, Random random, ref int kills)
    {
        switch (random.Next(6))
        {
            case 0:
                Journey.Enable(home);
                Assert.True(Journey.IsWell(home), string.Join(", ", home.Test()));
                return "enabled";
            case 1:
                Journey.Restore(home, previous: false);
                return "restored";
            case 2:
                Journey.Repair(home);
                return "repaired";
            case 3:
                var changes = random.Next(MostChangesBeforeAKill);
                var action = random.Next(3);
                var isDead = Kill(home, changes, action);
                kills += isDead ? 1 : 0;
                return $"{(isDead ? "killed" : "lived")} after {changes} changes of {(action == 0 ? "a switch" : action == 1 ? "a restore" : "a repair")}";
            default:
                return other.Edit();
        }
    }

    private static bool Kill(FixtureHome home, int changes, int action)
    {
        var files = new DyingFiles(changes);
        var context = home.Context(files);
        try
        {
            if (action == 0)
                new ProfileSwitch(context).Enable(Journey.ProviderId);
            else if (action == 1)
                new ProfileSwitch(context).Restore(previous: false);
            else
                RepairAll(context, home);
        }
        catch (Exception e) when (e is IOException or ClaudeDesktopException or UnauthorizedAccessException && files.IsDead)
        {
            return true;
        }

        return false;
    }

    private static void RepairAll(ModuleContext context, FixtureHome home)
    {
        var repair = new ProfileRepair(context, _ => home.Listener);
        repair.Run(repair.Find());
    }
}
