namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Whoever wants to know what the gateway does. Never told contents or secrets, and never waits.</summary>
internal interface IGatewayLog
{
    void Log(LogLevel level, string message);

    void Request(RequestRecord record);
}
