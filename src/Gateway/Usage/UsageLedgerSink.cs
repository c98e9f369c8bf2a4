using System;
using System.Buffers;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Usage;

namespace ClaudeDesktop.Gateway.Usage;

/// <summary>
/// Writes down what was used, in batches and off the requests' path. While nothing can be written, such as on a full disk, requests wait in memory;
/// those beyond what it takes are counted, and their count is written when that works again.
/// </summary>
internal sealed class UsageLedgerSink : IUsageSink, IAsyncDisposable
{
    private const int MostWaiting = 8192;
    private const int FullBatch = 64;

    // What ended within this time is all that a crash can cost.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly Channel<UsageRecord> _records = Channel.CreateBounded<UsageRecord>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly SemaphoreSlim _isUrgent = new(0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ArrayBufferWriter<byte> _batch = new();
    private readonly UsageLedgerFile _file;
    private readonly IGatewayLog _log;
    private readonly TimeProvider _time;
    private Task? _writing;
    private long _number;
    private long _missed;
    private bool _isFailing;

    public UsageLedgerSink(UsageLedgerFile file, IGatewayLog log, TimeProvider time)
    {
        _file = file;
        _log = log;
        _time = time;
    }

    /// <summary>How long to wait until what could not be written is tried again.</summary>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The ledger of a gateway; null where none is to be kept.</summary>
    public static UsageLedgerSink? For(GatewayOptions options, IGatewayLog log)
    {
        if (options.UsageDays == 0)
            return null;
        using var self = Process.GetCurrentProcess();
        var run = new UsageStart
        {
            Time = options.Time.GetUtcNow(),
            Run = Guid.NewGuid().ToString("N")[..8],
            Version = GatewayVersion.Text,
            ProcessId = self.Id,
            ProcessBegan = self.StartTime,
            ProcessMark = ProcessStart.MarkOf(self.Id),
            User = Environment.UserName,
            Machine = Environment.MachineName,
        };
        return new UsageLedgerSink(new UsageLedgerFile(new UsageFolder(options.Home, options.UsageDays, log), run, options.Time), log, options.Time);
    }

    /// <summary>Begins to write; what was added before has waited.</summary>
    public void Open() => _writing = Task.Run(WriteAsync);

    public void Add(UsageRecord record)
    {
        if (!_records.Writer.TryWrite(record))
            Interlocked.Increment(ref _missed);
        else if (_records.Reader.Count >= FullBatch && _isUrgent.CurrentCount == 0)
            _isUrgent.Release();
    }

    /// <summary>Writes what waits, and says that this is the end.</summary>
    public async ValueTask DisposeAsync()
    {
        _records.Writer.TryComplete();
        await _ending.CancelAsync().ConfigureAwait(false);
        if (_writing is not null)
            await Task.WhenAny(_writing, Task.Delay(Farewell)).ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        TryWrite(0);
        var count = 0;
        while (count > 0 || await _records.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            count = Fill(count);
            if (TryWrite(count))
                count = 0;
            await WaitAsync().ConfigureAwait(false);
            if (_isFailing && _ending.IsCancellationRequested)
                break;
        }

        End(count);
    }

    private int Fill(int count)
    {
        while (count < FullBatch && _records.Reader.TryRead(out var record))
            Encode(record, _number + ++count);
        return count;
    }

    private void Encode(UsageRecord record, long number) => UsageLedgerFile.Line(_batch, json => UsageLine.Write(json, record, number));

    /// <summary>Writes the batch. False where it has to wait.</summary>
    private bool TryWrite(int count)
    {
        var missed = Interlocked.Exchange(ref _missed, 0);
        var length = _batch.WrittenCount;
        try
        {
            if (missed > 0)
                UsageLedgerFile.Line(_batch, json => UsageLine.WriteMissed(json, _time.GetUtcNow(), missed));
            _file.Append(_batch.WrittenSpan, _number);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ClaudeDesktopException)
        {
            Interlocked.Add(ref _missed, missed);
            Shorten(length);
            if (!_isFailing)
                _log.Log(LogLevel.Warning, $"What is used cannot be written down for now: {e.Message} The gateway goes on without.");
            _isFailing = true;
            return false;
        }

        _batch.ResetWrittenCount();
        _number += count;
        if (_isFailing)
            _log.Log(LogLevel.Information, missed == 0 ? "What is used is written down again; nothing is missing." : $"What is used is written down again; {missed} requests are missing.");
        _isFailing = false;
        return true;
    }

    private void Shorten(int length)
    {
        var kept = _batch.WrittenSpan[..length].ToArray();
        _batch.ResetWrittenCount();
        _batch.Write(kept);
    }

    // A full batch waits for nothing, and nor does the last one.
    private async Task WaitAsync()
    {
        try
        {
            if (_isFailing)
                await Task.Delay(RetryPause, _ending.Token).ConfigureAwait(false);
            else if (_records.Reader.Count < FullBatch)
                await _isUrgent.WaitAsync(Pause, _ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The gateway ends.
        }
    }

    private void End(int count)
    {
        do
        {
            if (!TryWrite(count))
            {
                _log.Log(LogLevel.Warning, $"{count + _records.Reader.Count + _missed} requests could not be written down before the gateway ended.");
                return;
            }

            count = Fill(0);
        }
        while (count > 0);
        try
        {
            _file.End(_number);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ClaudeDesktopException)
        {
            _log.Log(LogLevel.Warning, $"The end of the usage file could not be written: {e.Message}");
        }
    }
}
