using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>
/// The log for people who look later: one line each, with its time in UTC and its level. Nobody waits for the disk; what a slow or full one
/// does not take is left out.
/// </summary>
internal sealed class FileLog : IGatewayVoice
{
    private const int MostWaiting = 1024;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly LogLevel _lowest;
    private readonly TimeProvider _time;
    private readonly Task _writing;

    public FileLog(RotatingFile file, LogLevel lowest, TimeProvider time)
    {
        _lowest = lowest;
        _time = time;
        _writing = Task.Run(() => WriteAsync(file));
    }

    public void Ready(int port, string instance) =>
        Log(LogLevel.Information, string.Create(CultureInfo.InvariantCulture, $"Gateway {Upstreams.GatewayVersion.Text} answers on port {port} (process {Environment.ProcessId})."));

    public void Failed(string code, string message) => Log(LogLevel.Error, $"{code}: {message}");

    public void Stopping() => Log(LogLevel.Information, "The gateway is ending.");

    public void Log(LogLevel level, string message)
    {
        if (level >= _lowest)
            _lines.Writer.TryWrite(string.Create(CultureInfo.InvariantCulture, $"{_time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {level,-11} {OneLine(message)}{Environment.NewLine}"));
    }

    public void Request(RequestRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var level = record.Status >= 500 ? LogLevel.Error : record.Error is null ? LogLevel.Information : LogLevel.Warning;
        var usage = record.Usage;
        Log(level, string.Create(
            CultureInfo.InvariantCulture,
            $"{record.Method} {record.Path} {record.Status} {record.RequestedModel ?? "-"} -> {record.Provider ?? "-"}/{record.Model ?? "-"} {record.Duration.TotalMilliseconds:0} ms, {usage.Input} in, {usage.Output} out{(record.Error is null ? "" : ", " + record.Error)}"));
    }

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await Task.WhenAny(_writing, Task.Delay(Farewell)).ConfigureAwait(false);
    }

    // A text from outside must not look like a line of the log, nor move a terminal's cursor.
    private static string OneLine(string message)
    {
        var line = new StringBuilder(message.Length);
        foreach (var c in message)
            line.Append(char.IsControl(c) ? ' ' : c);
        return line.ToString();
    }

    private async Task WriteAsync(RotatingFile file)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                file.Append(line);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ClaudeDesktopException)
            {
                // A log that cannot be written is no reason to stop serving.
            }
        }
    }
}
