using System.IO;
using ClaudeDesktop.Gateway.Hosting;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>Shows what the gateway would tell the process that started it.</summary>
internal sealed class DemoLog(TextWriter output) : IGatewayLog
{
    public void Log(LogLevel level, string message) => output.WriteLine($"{level}: {message}");

    public void Request(RequestRecord record)
    {
    }
}
