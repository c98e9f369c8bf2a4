using System;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Desktop.Repair;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Repairs Claude Desktop's profile without a PowerShell, and says in a log of its own what became of each finding.</summary>
internal static class RepairCommand
{
    private const int NotRepaired = 1;

    public static async Task<int> RunAsync(ServeArguments arguments)
    {
        foreach (var variable in arguments.Variables)
            Environment.SetEnvironmentVariable(variable.Key, variable.Value);
        if (arguments.IsRegistered)
            OwnConsole.Leave();
        var context = ModuleContext.Current();
        context.Gateway = OwnSource.Find();
        var file = new FileLog(new RotatingFile(context.Home.RepairLogFile), arguments.LogLevel, TimeProvider.System);
        await using (file.ConfigureAwait(false))
        {
            try
            {
                return Repair(context, new RedactingLog(file, new LiveSecrets(context.Home, new WatchedFolder(context.Home), context.Secrets, context.Files)));
            }
            catch (ClaudeDesktopException e)
            {
                file.Failed(e.Code.ToString(), $"{e.Message} {e.RecommendedAction}");
                return ServeCommand.CouldNotStart;
            }
        }
    }

    private static int Repair(ModuleContext context, RedactingLog log)
    {
        var repair = new ProfileRepair(context, port => GatewayProbe.WhoListens(port, context.Home, context.Files));
        var results = repair.Run(repair.Find());
        foreach (var result in results)
            log.Log(LevelOf(result.Outcome), $"{result} {result.RecommendedAction}".TrimEnd());
        return results.Any(result => result.Outcome == RepairOutcome.NotRepaired) ? NotRepaired : ServeCommand.Succeeded;
    }

    private static LogLevel LevelOf(RepairOutcome outcome) => outcome switch
    {
        RepairOutcome.NotRepaired => LogLevel.Error,
        RepairOutcome.NotRepairable or RepairOutcome.Repaired => LogLevel.Warning,
        _ => LogLevel.Information,
    };
}
