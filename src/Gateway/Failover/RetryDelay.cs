using System;
using System.Globalization;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>How long a provider wants to be left alone.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>As the provider said it; null where it said nothing that can be understood.</summary>
    public static TimeSpan? Told(AnthropicError error, DateTimeOffset now)
    {
        if (Number(error.RetryAfterMs) is { } milliseconds)
            return Bounded(milliseconds / 1000);
        if (Number(error.RetryAfter) is { } seconds)
            return Bounded(seconds);
        return DateTimeOffset.TryParse(error.RetryAfter, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? Bounded((date - now).TotalSeconds)
            : null;
    }

    /// <summary>A wait for the header <c>retry-after</c>, which takes whole seconds.</summary>
    public static string Header(TimeSpan delay) => Math.Max(1, Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static TimeSpan Bounded(double seconds) => seconds <= 0 ? TimeSpan.Zero : seconds >= Longest.TotalSeconds ? Longest : TimeSpan.FromSeconds(seconds);
}
