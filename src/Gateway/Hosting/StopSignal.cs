using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Completes when the gateway is to stop: on a signal, or when its standard input ends because the parent closed it or died.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> _signals = [];

    public StopSignal()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                _stop.TrySetResult();
            }));
        }
    }

    public Task Task => _stop.Task;

    public void WatchStandardInput() => new Thread(ReadToEnd) { IsBackground = true, Name = "Standard input" }.Start(Console.OpenStandardInput());

    public void Dispose() => _signals.ForEach(static signal => signal.Dispose());

    private void ReadToEnd(object? input)
    {
        try
        {
            ((Stream)input!).CopyTo(Stream.Null);
        }
        catch (IOException)
        {
            // A broken pipe is an end, too.
        }

        _stop.TrySetResult();
    }
}
