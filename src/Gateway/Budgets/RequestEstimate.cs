using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams;

namespace ClaudeDesktop.Gateway.Budgets;

/// <summary>How many tokens a request may need.</summary>
/// <param name="Input">Those of the request: an estimate that errs high.</param>
/// <param name="Output">Those of the answer, as far as they are set aside.</param>
internal readonly record struct RequestEstimate(long Input, long Output)
{
    /// <summary>
    /// The most of an answer that is set aside. Clients ask for room for 32,000 tokens and more, and nearly never use it: with all of it set
    /// aside, a budget would end long before it is spent.
    /// </summary>
    public const long MostOutput = 8192;

    public long Tokens => Input + Output;

    public static RequestEstimate Of(Exchange exchange)
    {
        var root = exchange.Json.Root;
        var most = root.TryGetProperty("max_tokens"u8, out var asked) && asked.ValueKind == JsonValueKind.Number && asked.TryGetInt64(out var tokens) && tokens >= 0 ? tokens : MostOutput;
        return new RequestEstimate(TokenEstimate.Of(root), Math.Min(most, MostOutput));
    }
}
