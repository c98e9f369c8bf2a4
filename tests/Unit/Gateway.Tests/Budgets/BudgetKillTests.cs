using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Budgets;

/// <summary>
/// A gateway under load is killed at random moments while another one of the same folder works on. CLAUDEDESKTOP_TEST_GATEWAY_KILLS says how
/// often; the full run is 200.
/// </summary>
public sealed class BudgetKillTests
{
    private const int UsualKills = 6;
    private const int Clients = 8;

    // What is set aside for one of the requests: its 100 tokens of answer, and its own, which are estimated high.
    private const int MostOfOne = 150;

    [Fact]
    public async Task No_kill_lets_more_be_spent_than_the_limit_or_takes_more_than_what_was_under_way()
    {
        await using var world = await BudgetWorld.StartAsync();
        world.AnswerByChance();
        world.Set(BudgetWorld.Tokens(1_000_000_000));
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var stop = new CancellationTokenSource();
        var other = LoadAsync(world, world.Gateway.Server.Port, stop.Token);
        for (var kill = 1; kill <= Kills() / 2; kill++)
            await KillUnderLoadAsync(world, random);
        await stop.CancelAsync();
        await other;
        var spent = world.Status();
        Assert.True(spent.Spent >= world.Billed, $"of {world.Billed} tokens only {spent.Spent} were counted (seed {seed})");
        if (OperatingSystem.IsLinux())
            Assert.InRange(spent.Spent + spent.Reserved, world.Billed + 1, world.Billed + (Kills() * Clients * MostOfOne));

        // Now with a limit that is reached on the way.
        var limit = (long)spent.Spent + (world.Billed / 2);
        world.Set(BudgetWorld.Tokens(limit));
        using var stopAgain = new CancellationTokenSource();
        other = LoadAsync(world, world.Gateway.Server.Port, stopAgain.Token);
        for (var kill = 1; kill <= Kills() - (Kills() / 2); kill++)
        {
            await KillUnderLoadAsync(world, random);
            Assert.True(world.Billed <= limit, $"{world.Billed} tokens of {limit} (seed {seed})");
        }

        await stopAgain.CancelAsync();
        await other;
        await UntilRefusedAsync(world);
        Assert.InRange(world.Billed, limit / 2, limit);
        Assert.InRange(world.Status().Spent, world.Billed, limit);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Kills()} kills: {world.Billed} tokens used, {world.Status().Spent} counted, {limit} the limit, {world.Upstream.Requests.Count} requests at the upstream (seed {seed})");
    }

    private static int Kills() =>
        int.TryParse(Environment.GetEnvironmentVariable("CLAUDEDESKTOP_TEST_GATEWAY_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : UsualKills;

    private static async Task KillUnderLoadAsync(BudgetWorld world, Random random)
    {
        using var child = new ChildGateway(new Dictionary<string, string> { ["CLAUDEDESKTOP_HOME"] = world.Gateway.Home.Root }, "serve", "--port", "0", "--watch-stdin");
        var ready = await child.LineAsync();
        var drained = child.Process.StandardOutput.ReadToEndAsync();
        using var stop = new CancellationTokenSource();
        var enough = random.Next(1, 60);
        var served = 0;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var load = LoadAsync(world, ready.GetProperty("port").GetInt32(), stop.Token, () =>
        {
            if (Interlocked.Increment(ref served) == enough)
                reached.SetResult();
        });
        await reached.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.False(child.Process.HasExited, "the gateway died by itself");
        child.Process.Kill();
        await child.Process.WaitForExitAsync();
        await stop.CancelAsync();
        await load;
        await drained;
    }

    private static Task LoadAsync(BudgetWorld world, int port, CancellationToken stop, Action? answered = null) => Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var response = await world.PostAsync(port, CancellationToken.None);
                answered?.Invoke();
                if ((int)response.StatusCode == 429)
                    await Task.Delay(5, CancellationToken.None);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // The gateway was killed.
                if (!stop.IsCancellationRequested)
                    await Task.Delay(1, CancellationToken.None);
            }
        }
    }));

    private static async Task UntilRefusedAsync(BudgetWorld world)
    {
        while (true)
        {
            using var response = await world.PostAsync(world.Gateway.Server.Port, CancellationToken.None);
            if ((int)response.StatusCode == 429)
                return;
            Assert.Equal(200, (int)response.StatusCode);
        }
    }
}
