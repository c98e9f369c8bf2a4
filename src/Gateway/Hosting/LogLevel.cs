namespace ClaudeDesktop.Gateway.Hosting;

internal enum LogLevel
{
    Information,
    Warning,
    Error,
}
