using System;
using System.Linq;
using System.Text;
using ClaudeDesktop.Desktop.Policy;
using ClaudeDesktop.GatewayControl.Registration;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.GatewayControl.Registration;

public class RegistrationTextTests
{
    [Fact]
    public void What_each_system_is_given_is_what_was_looked_at()
    {
        var unix = RegistrationRequests.Unix();
        GoldenFile.Check("gateway.service", SystemdUnits.Gateway(unix.Gateway));
        GoldenFile.Check("gateway.plain-path.service", SystemdUnits.Gateway(RegistrationRequests.Plain("/home/ada/my data 100%/ClaudeDesktop.Gateway")));
        GoldenFile.Check("repair.service", SystemdUnits.Repair(unix.Repair!));
        GoldenFile.Check("repair.timer", SystemdUnits.RepairTimer(unix.RepairInterval));
        GoldenFile.Check("gateway.plist", LaunchAgents.Gateway("ClaudeDesktop.PS.gateway", unix.Gateway));
        GoldenFile.Check("repair.plist", LaunchAgents.Repair("ClaudeDesktop.PS.repair", unix.Repair!, unix.RepairInterval));
        GoldenFile.Check("gateway.task.xml", ScheduledTasks.Gateway(RegistrationRequests.Windows()));
        GoldenFile.Check("repair.task.xml", ScheduledTasks.Repair(RegistrationRequests.Windows()));
        GoldenFile.Check("gateway.all-users.task.xml", ScheduledTasks.Gateway(RegistrationRequests.Windows(RegistrationScope.AllUsers)));
        GoldenFile.Check("repair.all-users.task.xml", ScheduledTasks.Repair(RegistrationRequests.Windows(RegistrationScope.AllUsers)));
    }

    [Theory]
    [InlineData(SystemKind.Windows, "user")]
    [InlineData(SystemKind.Windows, "all-users")]
    [InlineData(SystemKind.MacOS, "user")]
    [InlineData(SystemKind.MacOS, "all-users")]
    [InlineData(SystemKind.Linux, "user")]
    [InlineData(SystemKind.Linux, "all-users")]
    public void The_steps_on_each_system_are_what_was_looked_at(SystemKind kind, string scope)
    {
        var whose = scope == "user" ? RegistrationScope.User : RegistrationScope.AllUsers;
        var request = kind == SystemKind.Windows ? RegistrationRequests.Windows(whose) : RegistrationRequests.Unix(whose);
        var home = kind switch { SystemKind.Windows => @"C:\Users\Ada", SystemKind.MacOS => "/Users/ada", _ => "/home/ada" };
        var plan = RegistrationPlan.Of(request, new PretendSystem(kind, home), kind == SystemKind.Windows ? @"C:\work" : "/work", 501);
        var text = new StringBuilder($"{plan.Kind}\nreload: {plan.Reload}\n");
        foreach (var part in plan.Parts)
        {
            text.Append(part.Name).Append('\n');
            text.AppendJoin("", part.Files.Select(file => $"  file: {file.Path}\n"));
            text.AppendJoin("", part.Enable.Select(step => $"  enable: {step}{(step.MayFail ? " (may fail)" : "")}\n"));
            text.AppendJoin("", part.Disable.Select(step => $"  disable: {step}{(step.MayFail ? " (may fail)" : "")}\n"));
        }

        GoldenFile.Check($"steps.{kind}.{scope}.txt".ToLowerInvariant(), text.ToString());
    }

    [Fact]
    public void A_launch_agent_says_to_a_reader_of_property_lists_what_it_was_given()
    {
        var request = RegistrationRequests.Unix();
        var agent = PropertyList.Parse(Encoding.UTF8.GetBytes(LaunchAgents.Gateway("ours", request.Gateway)), "gateway.plist", new PretendSystem(SystemKind.MacOS, "/Users/ada"))
            .ToDictionary(member => member.Key, member => member.Value);
        Assert.Equal("ours", agent["Label"].GetString());
        Assert.Equal([request.Gateway.FileName, .. request.Gateway.Arguments], agent["ProgramArguments"].EnumerateArray().Select(item => item.GetString()!));
        Assert.Equal("0", agent["EnvironmentVariables"].GetProperty("DOTNET_gcConcurrent").GetString());
        Assert.True(agent["RunAtLoad"].GetBoolean());
        Assert.False(agent["KeepAlive"].GetProperty("SuccessfulExit").GetBoolean());
    }

    [Fact]
    public void The_repair_of_a_launch_agent_comes_in_seconds()
    {
        var request = RegistrationRequests.Unix();
        var agent = PropertyList.Parse(
            Encoding.UTF8.GetBytes(LaunchAgents.Repair("ours", request.Repair!, request.RepairInterval)), "repair.plist", new PretendSystem(SystemKind.MacOS, "/Users/ada"));
        Assert.Equal(5400, agent.Single(member => member.Key == "StartInterval").Value.GetInt64());
    }

    [Fact]
    public void Task_Scheduler_gets_its_file_in_UTF_16_with_a_mark_and_the_others_in_UTF_8_without()
    {
        Assert.Equal([0xFF, 0xFE, (byte)'a', 0], new RegistrationFile("x", "a", IsTemporary: true).Bytes());
        Assert.Equal("ä"u8.ToArray(), new RegistrationFile("x", "ä").Bytes());
    }
}
