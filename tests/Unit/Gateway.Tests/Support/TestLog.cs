using System.Collections.Concurrent;
using ClaudeDesktop.Gateway.Hosting;

namespace ClaudeDesktop.Gateway.Tests.Support;

internal sealed class TestLog : IGatewayLog
{
    public BlockingCollection<RequestRecord> Requests { get; } = [];

    public ConcurrentQueue<(LogLevel Level, string Message)> Lines { get; } = [];

    public void Log(LogLevel level, string message) => Lines.Enqueue((level, message));

    public void Request(RequestRecord record) => Requests.Add(record);
}
