using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Starts a gateway for a cmdlet and waits until it answers. What it began and could not finish, it takes back.</summary>
internal sealed class GatewayStarter(PSCmdlet cmdlet, ModuleContext context) : IDisposable
{
    private const int QuietSteps = 10;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource _cancelled = new();

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The one host that may be taken; null for the best that there is.</summary>
    public GatewayHost? Host { get; init; }

    /// <summary>Whether the gateway writes its log to a file as well.</summary>
    public GatewayLogLevel? Log { get; init; }

    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Gives up waiting; may come from any thread.</summary>
    public void Cancel() => _cancelled.Cancel();

    public void Dispose() => _cancelled.Dispose();

    /// <summary>The gateway that this shell runs for this user's data already.</summary>
    public GatewayJob? RunningJob() =>
        cmdlet.JobRepository.Jobs.OfType<GatewayJob>().FirstOrDefault(job => job.IsAlive && job.Home == context.Home.Root);

    /// <param name="wish">The port that the user named; null for the stored one, or a free one if that is taken.</param>
    public GatewayPortChoice ChoosePort(int? wish)
    {
        var stored = context.Store.Read().GatewayPort;
        var choice = new GatewayPortChoice(wish ?? stored, stored, wish is not null);
        RefuseAnother(null);
        if (GatewayProbe.WhoListens(choice.Port, context.Home, context.Files) == ListenerKind.Nobody)
            return choice;
        RefuseAnother(null);
        return choice.IsWish ? throw GatewayFailures.PortTaken(choice.Port) : choice with { Port = FreePort.Find() };
    }

    public GatewayJob StartJob(GatewayPortChoice choice)
    {
        GatewayJob? job = null;
        Start(choice, rung =>
        {
            var mine = job = new GatewayJob(context.Home.Root);
            var child = GatewayChild.Start(rung, context.Home, mine.OnLine, mine.OnEnd);
            mine.Attach(child);
            return child;
        });
        cmdlet.JobRepository.Add(job!);
        return job!;
    }

    /// <summary>Launches, waits for the health answer, and writes a new port to the store and the profile.</summary>
    public GatewayChild Start(GatewayPortChoice choice, Func<GatewayRung, GatewayChild> launch)
    {
        var ladder = new GatewayLadder(cmdlet, context.System, Host, VaultKeys(), Log);
        while (true)
        {
            if (ladder.TryLaunch(choice.Port, launch) is not { } child)
                continue;
            try
            {
                if (WaitUntilHealthy(child, choice.Port))
                {
                    ladder.ReportBlocked(child);
                    Remember(choice);
                    return child;
                }

                if (child.WasBlocked)
                {
                    ladder.Next(child, choice.Port);
                    continue;
                }

                if (!GatewayFailures.IsAboutThePort(child))
                    throw GatewayFailures.Exited(child);
                RefuseAnother(child);
                if (choice.IsWish || choice.IsNew)
                    throw GatewayFailures.PortTaken(choice.Port, child.Failure!.Message);
                choice = choice with { Port = FreePort.Find() };
            }
            catch
            {
                child.Stop();
                throw;
            }
        }
    }

    // One vault that is locked need not keep the other providers from being served.
    private HandedKeys VaultKeys()
    {
        var keys = new HandedKeys();
        foreach (var provider in context.Store.Read().Providers.Where(provider => provider is { Mode: ProviderMode.Mapped, KeySource.Kind: KeySourceKind.Vault }))
        {
            try
            {
                keys.Add(provider.KeySource, context.Keys.Require(provider));
            }
            catch (ClaudeDesktopException e)
            {
                cmdlet.WriteError(Errors.From(e));
            }
        }

        return keys;
    }

    // Another shell may have started one while this one was looking for a port.
    private void RefuseAnother(GatewayChild? mine)
    {
        if (RunFile.All(context.Home, context.Files).FirstOrDefault(file => file.ProcessId != mine?.ProcessId) is { } other)
            throw GatewayFailures.AlreadyRunning(other.Port);
    }

    /// <returns>False where the gateway ended before it answered.</returns>
    private bool WaitUntilHealthy(GatewayChild child, int port)
    {
        var watch = Stopwatch.StartNew();
        var progress = new ProgressRecord(15721, "Starting the gateway", $"Waiting for an answer on port {port}");
        for (var step = 0; !IsHealthy(child); step++)
        {
            if (child.WaitForEnd(TimeSpan.Zero))
                return false;
            if (_cancelled.IsCancellationRequested)
                throw new PipelineStoppedException();
            if (watch.Elapsed > Patience)
                throw GatewayFailures.TooSlow(port, Patience);
            if (step > QuietSteps)
                cmdlet.WriteProgress(progress);
            _cancelled.Token.WaitHandle.WaitOne(Step);
        }

        progress.RecordType = ProgressRecordType.Completed;
        cmdlet.WriteProgress(progress);
        return true;
    }

    private static bool IsHealthy(GatewayChild child) =>
        child.Ready is { Instance: { } instance } ready && Task.Run(() => GatewayProbe.ProvesAsync(ready.Port, instance, CancellationToken.None)).GetAwaiter().GetResult();

    private void Remember(GatewayPortChoice choice)
    {
        if (!choice.IsNew)
            return;
        var active = context.Store.Read().ActiveId;
        var result = new ProfileSwitch(context).Change(active is null ? [] : [active], store => store.WithGatewayPort(choice.Port));
        var why = choice.IsWish ? "" : $"Port {choice.StoredPort} is taken by another program, so the gateway took port {choice.Port}. ";
        if (result is { RestartRequired: true })
            cmdlet.WriteWarning(why + "The new port is in Claude Desktop's profile: quit Claude Desktop fully and start it again.");
        else if (why.Length > 0)
            cmdlet.WriteWarning(why.TrimEnd());
    }
}
