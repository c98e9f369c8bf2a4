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

    protected override void StopProcessing() => _stop.Cancel();

    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected T Ask<T>(Provider provider, int usualSeconds, Func<TimeSpan, CancellationToken, Task<T>> question)
    {
        // A vault answers on the shell's own thread only.
        if (provider.KeySource.Kind == KeySourceKind.Vault)
            Context.Keys.Find(provider);
        try
        {
            var patience = TimeSpan.FromSeconds(TimeoutSec > 0 ? TimeoutSec : usualSeconds);
            return Task.Run(() => question(patience, _stop.Token)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
