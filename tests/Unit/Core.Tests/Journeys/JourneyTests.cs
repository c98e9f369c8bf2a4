using System.Linq;
using ClaudeDesktop.Desktop.Health;
using Xunit;

namespace ClaudeDesktop.Tests.Journeys;

/// <summary>On every system's layout, with foreign profiles in it, through everything that was seen to happen, back to where it began.</summary>
public sealed class JourneyTests
{
    private const string Mode = "deploymentMode";
    private const string Applied = "appliedId";

    public static TheoryData<FixtureKind, string> All()
    {
        var data = new TheoryData<FixtureKind, string>();
        foreach (var kind in System.Enum.GetValues<FixtureKind>())
        {
            foreach (var disturbance in Disturbances.All)
                data.Add(kind, disturbance.Name);
        }

        return data;
    }

    [Fact]
    public void There_are_twenty_disturbances_and_each_has_a_name_of_its_own()
    {
        Assert.True(Disturbances.All.Count >= 20);
        Assert.Distinct(Disturbances.All.Select(disturbance => disturbance.Name));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_home_comes_back_to_where_it_began(FixtureKind kind, string name)
    {
        var disturbance = Disturbances.All.Single(item => item.Name == name);
        using var home = new FixtureHome(kind);
        var before = home.Tree(Mode);

        Travel(home, disturbance);
        Journey.Restore(home, previous: true);

        if (!disturbance.LeavesTraces)
            Assert.Equal(before, home.Tree(Mode));
        AssertForeignIsThere(home, disturbance);
        Assert.True(Journey.IsWell(home));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Official_mode_leaves_nothing_of_ours_and_nothing_applied(FixtureKind kind, string name)
    {
        var disturbance = Disturbances.All.Single(item => item.Name == name);
        using var home = new FixtureHome(kind);
        var before = home.Tree(Mode, Applied);

        Travel(home, disturbance);
        Journey.Restore(home, previous: false);

        if (!disturbance.LeavesTraces)
            Assert.Equal(before, home.Tree(Mode, Applied));
        AssertForeignIsThere(home, disturbance);
        Assert.Null(ClaudeDesktop.Desktop.ProfileReader.Read(home.Context()).AppliedId);
        Assert.DoesNotContain(home.Tree().Values, text => text.Contains("cd-", System.StringComparison.Ordinal) || text.Contains(Journey.Key, System.StringComparison.Ordinal));
        Assert.True(Journey.IsWell(home));
    }

    private static void Travel(FixtureHome home, Disturbance disturbance)
    {
        Journey.Import(home);
        Journey.Enable(home);
        Assert.True(Journey.IsWell(home), string.Join(", ", home.Test()));

        disturbance.Happens(home);
        var found = home.Test();
        if (disturbance.Finding is { } expected)
            Assert.Contains(expected, found);
        else
            Assert.Equal([HealthCode.Healthy], found);

        Journey.Repair(home);
        if (disturbance.PutRightByHand is { } byHand)
        {
            Assert.Contains(disturbance.Finding!.Value, home.Test());
            byHand(home);
            Journey.Repair(home);
        }

        Assert.True(Journey.IsWell(home), string.Join(", ", home.Test()));
        var repaired = home.Tree();
        Journey.Repair(home);
        Assert.Equal(repaired, home.Tree());
    }

    private static void AssertForeignIsThere(FixtureHome home, Disturbance disturbance)
    {
        if (disturbance.Foreign is { } foreign)
            Assert.Contains(home.Tree().Values, text => text.Contains(foreign, System.StringComparison.Ordinal));
    }
}
