using System;
using System.IO;
using System.Text.Json;
using System.Threading.Channels;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>
/// Tells the process that started the gateway what happens: one JSON object a line. A reader that is slow or gone holds nobody up;
/// the oldest lines are dropped then.
/// </summary>
internal sealed class LineProtocol : IGatewayVoice
{
    private const int MostWaiting = 1024;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    // Whoever reads along does not notice; the gateway would wake a thread for every line.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Channel<byte[]> _lines = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Task _writing;

    public LineProtocol(Stream output) => _writing = Task.Run(() => WriteAsync(output));

    public void Ready(int port, string instance) => Line("ready", json =>
    {
        json.WriteNumber("port"u8, port);
        json.WriteNumber("pid"u8, Environment.ProcessId);
        json.WriteString("instance"u8, instance);
        json.WriteString("version"u8, Upstreams.GatewayVersion.Text);
    });

    public void Failed(string code, string message) => Line("failed", json =>
    {
        json.WriteString("code"u8, code);
        json.WriteString("message"u8, message);
    });

    public void Stopping() => Line("stopping", static _ => { });

    public void Log(LogLevel level, string message) => Line("log", json =>
    {
        json.WriteString("level"u8, level.ToString());
        json.WriteString("message"u8, message);
    });

    public void Request(RequestRecord record) => Line("request", json => RequestRecordJson.Write(json, record));

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await Task.WhenAny(_writing, Task.Delay(Farewell)).ConfigureAwait(false);
    }

    private void Line(string type, Action<Utf8JsonWriter> write)
    {
        using var line = new PooledBuffer();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            write(json);
            json.WriteEndObject();
        }

        line.Append("\n"u8);
        _lines.Writer.TryWrite(line.Span.ToArray());
    }

    private async Task WriteAsync(Stream output)
    {
        var isGone = false;
        using var lines = new PooledBuffer();
        while (await _lines.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_lines.Reader.TryRead(out var line))
                lines.Append(line);
            try
            {
                if (!isGone)
                {
                    await output.WriteAsync(lines.Memory).ConfigureAwait(false);
                    await output.FlushAsync().ConfigureAwait(false);
                }
            }
            catch (IOException)
            {
                isGone = true;
            }

            lines.Clear();
            await Task.WhenAny(_lines.Reader.Completion, Task.Delay(Pause)).ConfigureAwait(false);
        }
    }
}
