using System;

namespace ClaudeDesktop.Gateway.Upstreams;

internal interface ISseHandler
{
    /// <param name="name">The event's name; empty where it has none.</param>
    /// <param name="data">Its data, valid during the call.</param>
    void OnEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data);
}
