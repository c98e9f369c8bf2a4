using System;
using System.Globalization;
using System.Threading.Tasks;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Fuzz;

/// <summary>Runs one share of the cases, each from a seed of its own, so that one can be run again alone.</summary>
internal static class FuzzRun
{
    /// <summary>How many cases in total.</summary>
    public const string CountVariable = "CLAUDEDESKTOP_TEST_FUZZ";

    /// <summary>Where the cases begin, to run other ones.</summary>
    public const string SeedVariable = "CLAUDEDESKTOP_TEST_FUZZ_SEED";

    private const int DefaultCount = 3_000;
    private const int DefaultSeed = 20_261_120;

    // Only a case that never ends takes so long; the report then names it.
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(20);

    private static int Total => Read(CountVariable, DefaultCount);

    private static int Seed => Read(SeedVariable, DefaultSeed);

    /// <param name="what">Names the share in a failure.</param>
    /// <param name="percent">Its part of all cases.</param>
    /// <param name="check">Checks one case, and throws what is wrong with it.</param>
    public static async Task ShareAsync(string what, double percent, Func<Random, Task> check)
    {
        var count = Math.Max(1, (int)(Total * percent / 100));
        var current = 0;
        var all = Task.Run(async () =>
        {
            for (; current < count; current++)
                await check(new Random(unchecked((Seed + current) * 486_187_739)));
        });
        var failure = "it did not end";
        try
        {
            await all.WaitAsync(Hang);
            return;
        }
        catch (Exception e) when (e is not TimeoutException)
        {
            failure = e.ToString();
        }
        catch (TimeoutException)
        {
            // Said below, like any other failure.
        }

        Assert.Fail($"{what}, seed {Seed + current}: {failure}{Environment.NewLine}Again: {CountVariable}=1 {SeedVariable}={Seed + current}");
    }

    private static int Read(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
