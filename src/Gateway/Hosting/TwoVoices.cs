using System.Threading.Tasks;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Says the same in two places.</summary>
internal sealed class TwoVoices(IGatewayVoice first, IGatewayVoice second) : IGatewayVoice
{
    public void Ready(int port, string instance)
    {
        first.Ready(port, instance);
        second.Ready(port, instance);
    }

    public void Failed(string code, string message)
    {
        first.Failed(code, message);
        second.Failed(code, message);
    }

    public void Stopping()
    {
        first.Stopping();
        second.Stopping();
    }

    public void Log(LogLevel level, string message)
    {
        first.Log(level, message);
        second.Log(level, message);
    }

    public void Request(RequestRecord record)
    {
        first.Request(record);
        second.Request(record);
    }

    public async ValueTask DisposeAsync()
    {
        await first.DisposeAsync().ConfigureAwait(false);
        await second.DisposeAsync().ConfigureAwait(false);
    }
}
