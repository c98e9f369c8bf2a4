using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ClaudeDesktop.Gateway.Upstreams;

namespace ClaudeDesktop.Gateway.Telemetry;

/// <summary>
/// What anybody may listen to: one source of spans and one meter, with the names and the buckets of OpenTelemetry's conventions for generative AI
/// (https://github.com/open-telemetry/semantic-conventions-genai).
/// </summary>
internal static class GatewayMeters
{
    public const string Name = "ClaudeDesktop.Gateway";

    private static readonly IReadOnlyList<double> Seconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

    private static readonly Meter Meter = new(Name, GatewayVersion.Text);

    public static ActivitySource Spans { get; } = new(Name, GatewayVersion.Text);

    public static Histogram<long> Tokens { get; } = Meter.CreateHistogram(
        "gen_ai.client.token.usage",
        "{token}",
        "Number of input and output tokens used.",
        tags: null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864] });

    public static Histogram<double> Duration { get; } = Meter.CreateHistogram(
        "gen_ai.client.operation.duration", "s", "GenAI operation duration.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });

    public static Histogram<double> FirstChunk { get; } = Meter.CreateHistogram(
        "gen_ai.client.operation.time_to_first_chunk", "s", "Time to receive the first chunk.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });

    public static Histogram<double> FirstToken { get; } = Meter.CreateHistogram(
        "gen_ai.server.time_to_first_token",
        "s",
        "Time to generate first token for successful responses.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] });

    /// <summary>Whether anybody wants to know of a request.</summary>
    public static bool IsHeard => Spans.HasListeners() || Tokens.Enabled || Duration.Enabled || FirstChunk.Enabled || FirstToken.Enabled;
}
