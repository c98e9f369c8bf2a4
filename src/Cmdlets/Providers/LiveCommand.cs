using System;
using System.ComponentModel;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>A cmdlet that asks providers something over the network. Ctrl+C ends a question at once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LiveCommand : ProviderTargetCommand, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>How many seconds an answer may take.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; }

    private protected CancellationToken Stopped => _stop.Token;

    private protected TimeSpan Patience(int usualSeconds) => TimeSpan.FromSeconds(TimeoutSec > 0 ? TimeoutSec : usualSeconds);

    protected override void StopProcessing() => _stop.Cancel();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what is still under way: nobody waits for it any more.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _stop.Cancel();
        UnderWay().ContinueWith(_ => _stop.Dispose(), TaskScheduler.Default);
    }

    /// <summary>Ends when no question is under way.</summary>
    private protected virtual Task UnderWay() => Task.CompletedTask;

    /// <summary>A vault answers on the shell's own thread only, so it is asked before any other thread needs the key.</summary>
    private protected void ReadVault(Provider provider)
    {
        if (provider.KeySource.Kind == KeySourceKind.Vault)
            Context.Keys.Find(provider);
    }

    private protected T Ask<T>(Provider provider, int usualSeconds, Func<TimeSpan, CancellationToken, Task<T>> question)
    {
        ReadVault(provider);
        try
        {
            return Task.Run(() => question(Patience(usualSeconds), _stop.Token)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
