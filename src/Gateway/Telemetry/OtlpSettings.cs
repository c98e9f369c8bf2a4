using System;
using System.Linq;

namespace ClaudeDesktop.Gateway.Telemetry;

/// <summary>Whether OpenTelemetry's own variables in the gateway's environment name a collector. Nothing else can.</summary>
/// <param name="Spans">Whether spans go to one.</param>
/// <param name="Metrics">Whether metrics do.</param>
/// <param name="Mistake">Why nothing is sent although something is named; null where there is no such reason.</param>
internal sealed record OtlpSettings(bool Spans, bool Metrics, string? Mistake)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string SpanEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string MetricEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    private static readonly string[] Protocols =
        ["OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL"];

    private static readonly OtlpSettings None = new(false, false, null);

    public bool IsOn => Spans || Metrics;

    /// <param name="variable">A variable of the environment, null where it is not set.</param>
    public static OtlpSettings Read(Func<string, string?> variable)
    {
        string? Value(string name) => variable(name) is { } text && text.Trim() is { Length: > 0 } value ? value : null;
        if (string.Equals(Value("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
            return None;
        string[] endpoints = [Endpoint, SpanEndpoint, MetricEndpoint];

        // The library would fall back to its own default, which nobody has asked for.
        if (endpoints.FirstOrDefault(name => Value(name) is { } text && !IsAddress(text)) is { } wrong)
            return None with { Mistake = $"{wrong} is no http or https address, so no telemetry is sent." };
        if (Protocols.FirstOrDefault(name => Value(name) is { } text && text is not ("grpc" or "http/protobuf")) is { } unknown)
            return None with { Mistake = $"{unknown} is neither grpc nor http/protobuf, so no telemetry is sent." };
        var all = Value(Endpoint) is not null;
        return new OtlpSettings(
            (all || Value(SpanEndpoint) is not null) && Value("OTEL_TRACES_EXPORTER") is null or "otlp",
            (all || Value(MetricEndpoint) is not null) && Value("OTEL_METRICS_EXPORTER") is null or "otlp",
            null);
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
