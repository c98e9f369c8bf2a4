using System;
using System.Net.Http;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Upstreams;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ClaudeDesktop.Gateway.Telemetry;

/// <summary>
/// Sends spans and metrics to the collector that the gateway's environment names. The library does so on threads of its own, keeps so many and no
/// more, and forgets what a collector does not take: a request never waits for it.
/// </summary>
internal sealed class OtlpExport : IDisposable
{
    // A gateway that stops must not wait for a collector that does not answer.
    private const int LastChance = 1_000;

    private readonly TracerProvider? _spans;
    private readonly MeterProvider? _metrics;

    public OtlpExport(OtlpSettings settings)
    {
        var resource = ResourceBuilder.CreateEmpty()
            .AddService("claude-desktop-gateway", serviceVersion: GatewayVersion.Text, serviceInstanceId: Guid.NewGuid().ToString())
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();
        if (settings.Spans)
            _spans = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(GatewayMeters.Name).AddOtlpExporter(Prepare).Build();
        if (settings.Metrics)
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(GatewayMeters.Name).AddOtlpExporter(Prepare).Build();
    }

    public void Dispose()
    {
        _spans?.Shutdown(LastChance);
        _metrics?.Shutdown(LastChance);
        _spans?.Dispose();
        _metrics?.Dispose();
    }

    // Headers may hold a key, which must not travel to an address that nobody has named.
    private static void Prepare(OtlpExporterOptions options) => options.HttpClientFactory =
        () => new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Proxy = new OutboundProxy(null), ActivityHeadersPropagator = null }) { Timeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds) };
}
