using System.Collections.Generic;
using System.Threading.Tasks;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Usage;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>What a gateway wrote down.</summary>
internal static class Ledger
{
    public static List<UsageRecord> Of(DataHome home, UsageFindings? findings = null) => [.. UsageLedger.Read([home.UsageFolder], findings: findings)];

    /// <summary>Stops a gateway, so that all is written, and reads it.</summary>
    public static async Task<List<UsageRecord>> OfAsync(TestGateway gateway, UsageFindings? findings = null)
    {
        await gateway.Server.DisposeAsync();
        return Of(gateway.Home, findings);
    }
}
