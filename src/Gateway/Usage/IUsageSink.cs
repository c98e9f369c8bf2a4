using ClaudeDesktop.Usage;

namespace ClaudeDesktop.Gateway.Usage;

/// <summary>Whoever keeps or counts what was used. Called once for each request, when it is over; never waits, never throws.</summary>
internal interface IUsageSink
{
    void Add(UsageRecord record);
}
