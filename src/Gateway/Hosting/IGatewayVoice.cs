using System;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Where a gateway says how it fares, besides what it logs.</summary>
internal interface IGatewayVoice : IGatewayLog, IAsyncDisposable
{
    void Ready(int port, string instance);

    void Failed(string code, string message);

    void Stopping();
}
