using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Gateway.Telemetry;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Telemetry;

public sealed class OtlpSettingsTests
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318";

    [Theory]
    [InlineData("", false, false)]
    [InlineData("OTEL_SERVICE_NAME=x;OTEL_EXPORTER_OTLP_PROTOCOL=grpc", false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT= ", false, false)]
    [InlineData(Collector, true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=https://collector/v1/traces", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=https://collector/v1/metrics", false, true)]
    [InlineData(Collector + ";OTEL_TRACES_EXPORTER=none", false, true)]
    [InlineData(Collector + ";OTEL_METRICS_EXPORTER=none;OTEL_TRACES_EXPORTER=otlp", true, false)]
    [InlineData(Collector + ";OTEL_SDK_DISABLED=TRUE", false, false)]
    public void Something_is_sent_where_a_collector_is_named_and_only_then(string variables, bool spans, bool metrics) =>
        Assert.Equal(new OtlpSettings(spans, metrics, null), Read(variables));

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=collector:4318", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=file:///etc/passwd", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData(Collector + ";OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=/v1/metrics", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")]
    [InlineData(Collector + ";OTEL_EXPORTER_OTLP_PROTOCOL=http/json", "OTEL_EXPORTER_OTLP_PROTOCOL")]
    public void What_cannot_be_meant_sends_nothing_and_says_so(string variables, string named)
    {
        var settings = Read(variables);
        Assert.False(settings.IsOn);
        Assert.StartsWith(named, settings.Mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.anthropic.com", "anthropic")]
    [InlineData("https://API.openai.com/v1", "openai")]
    [InlineData("https://contoso.openai.azure.com/openai/v1", "azure.ai.openai")]
    [InlineData("https://europe-west1-aiplatform.googleapis.com", "gcp.vertex_ai")]
    [InlineData("https://bedrock-runtime.eu-central-1.amazonaws.com", "aws.bedrock")]
    [InlineData("https://api.moonshot.ai/anthropic", "moonshot_ai")]
    [InlineData("https://openrouter.ai/api/v1", "mine")]
    [InlineData("https://api.openai.com.example.com", "mine")]
    [InlineData(null, "mine")]
    public void A_provider_has_the_conventions_name_where_its_address_is_a_known_vendors(string? address, string name) =>
        Assert.Equal(name, GenAiProvider.NameOf(new Provider { Id = "mine", Name = "Mine", Mode = ProviderMode.Mapped, BaseUri = address is null ? null : new Uri(address) }, "mine"));

    private static OtlpSettings Read(string variables)
    {
        var all = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=', 2)).ToDictionary(one => one[0], one => one[1]);
        return OtlpSettings.Read(name => all.GetValueOrDefault(name));
    }
}
