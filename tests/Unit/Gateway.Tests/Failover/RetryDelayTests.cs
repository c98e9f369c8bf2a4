using System;
using ClaudeDesktop.Gateway.Failover;
using ClaudeDesktop.Gateway.Messages;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Failover;

public sealed class RetryDelayTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("7", null, 7000d)]
    [InlineData("1.5", null, 1500d)]
    [InlineData("0", null, 0d)]
    [InlineData("-3", null, null)]
    [InlineData("9", "250", 250d)]
    [InlineData(null, "250", 250d)]
    [InlineData("Fri, 20 Nov 2026 12:00:30 GMT", null, 30000d)]
    [InlineData("Fri, 20 Nov 2026 11:00:00 GMT", null, 0d)]
    [InlineData("1e99", null, null)]
    [InlineData("99999999999999999999", null, 86400000d)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    public void A_wait_is_read_however_it_is_said(string? seconds, string? milliseconds, double? expected) =>
        Assert.Equal(expected, RetryDelay.Told(AnthropicError.Overloaded("") with { RetryAfter = seconds, RetryAfterMs = milliseconds }, Now)?.TotalMilliseconds);
}
