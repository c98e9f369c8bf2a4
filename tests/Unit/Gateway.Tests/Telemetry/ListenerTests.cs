using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Telemetry;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Usage;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Telemetry;

/// <summary>What whoever listens in the gateway's process is told. These tests alone listen, so they are one class.</summary>
public sealed class ListenerTests
{
    private const string Session = "7c0ffee0-1111-4222-8333-944444444444";

    [Fact]
    public async Task A_streamed_request_is_one_span_with_the_names_of_the_conventions_and_nothing_that_was_said()
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var heard = new Heard(gateway.Upstream.Root.Port);
        gateway.Upstream.Stream(Bodies.Text("the answer"), Bodies.Stop, Bodies.Usage, Bodies.Done);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages")
        {
            Content = new StringContent(Bodies.AskStream.Replace("Hi", "the question", StringComparison.Ordinal), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Claude-Code-Session-Id", Session);
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var span = await heard.SpanAsync();
        Assert.Equal(("chat upstream-model", ActivityKind.Client, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.Status));
        Assert.Equal(default, span.ParentSpanId);
        var tags = span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
        Assert.Equal(("chat", "test", "upstream-model"), (tags["gen_ai.operation.name"], tags["gen_ai.provider.name"], tags["gen_ai.request.model"]));
        Assert.Equal(("127.0.0.1", gateway.Upstream.Root.Port), (tags["server.address"], tags["server.port"]));
        Assert.Equal((30L, 7L, 10L), (tags["gen_ai.usage.input_tokens"], tags["gen_ai.usage.output_tokens"], tags["gen_ai.usage.cache_read.input_tokens"]));
        Assert.Equal((true, "claude-sonnet-5"), (tags["gen_ai.request.stream"], tags["claudedesktop.request.model"]));
        Assert.Equal(16, ((string)tags["gen_ai.conversation.id"]!).Length);
        Assert.Equal(response.Headers.GetValues("request-id").Single(), tags["claudedesktop.request.id"]);
        Assert.DoesNotContain("error.type", tags.Keys);
        Assert.True(span.Duration > TimeSpan.Zero);
        var all = string.Join('\n', tags.Select(tag => $"{tag.Key}={tag.Value}"));
        foreach (var secret in new[] { "the question", "the answer", Session, TestGateway.Key, gateway.Token })
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_streamed_request_is_measured_in_tokens_and_seconds()
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var heard = new Heard(gateway.Upstream.Root.Port);
        gateway.Upstream.Stream(Bodies.Text("Hi"), Bodies.Stop, Bodies.Usage, Bodies.Done);
        await gateway.StreamAsync(Bodies.AskStream);
        await heard.SpanAsync();
        var measured = heard.Measured.ToList();
        Assert.Equal([7d, 30d], measured.Where(one => one.Name == "gen_ai.client.token.usage").Select(one => one.Value).Order());
        Assert.Equal("output", measured.Single(one => one.Value == 7d && one.Name == "gen_ai.client.token.usage").Tags["gen_ai.token.type"]);
        foreach (var name in new[] { "gen_ai.client.operation.duration", "gen_ai.client.operation.time_to_first_chunk", "gen_ai.server.time_to_first_token" })
        {
            var (_, value, tags) = measured.Single(one => one.Name == name);
            Assert.True(value > 0, name);
            Assert.Equal(["gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "server.address", "server.port"], tags.Keys.Where(key => key != "gen_ai.response.model").Order());
        }
    }

    [Fact]
    public async Task A_failure_is_told_by_its_type()
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var heard = new Heard(gateway.Upstream.Root.Port);
        gateway.Upstream.Json("""{"error":{"message":"slow down"}}""", status: 429);
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        var span = await heard.SpanAsync();
        Assert.Equal((ActivityStatusCode.Error, "rate_limit_error"), (span.Status, span.GetTagItem("error.type")));
        Assert.Null(span.GetTagItem("gen_ai.request.stream"));
        Assert.Equal("rate_limit_error", heard.Measured.Single(one => one.Name == "gen_ai.client.operation.duration").Tags["error.type"]);
        Assert.DoesNotContain(heard.Measured, one => one.Name is "gen_ai.client.token.usage" or "gen_ai.server.time_to_first_token");
    }

    [Fact]
    public async Task What_the_gateway_refuses_itself_is_no_operation_of_a_model()
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var heard = new Heard(gateway.Upstream.Root.Port);
        using var refused = await gateway.PostAsync("{}");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        gateway.Upstream.Stream(Bodies.Text("Hi"), Bodies.Stop, Bodies.Usage, Bodies.Done);
        await gateway.StreamAsync(Bodies.AskStream);
        await heard.SpanAsync();
        Assert.Single(heard.Spans);
        Assert.Single(heard.Measured, one => one.Name == "gen_ai.client.operation.duration");
    }

    [Fact]
    public async Task No_header_of_tracing_reaches_a_vendor_whoever_listens_and_whatever_the_client_sends()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json("""{"type":"message"}""");
        using var listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages") { Content = new StringContent(Bodies.Ask, Encoding.UTF8, "application/json") };
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        request.Headers.Add("tracestate", "a=b");
        request.Headers.Add("baggage", "user=ada");
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(gateway.Upstream.Only.Headers.Keys, name => name.ToLowerInvariant() is "traceparent" or "tracestate" or "baggage" or "request-id" or "correlation-context");
    }

    [Fact]
    public void Buckets_are_those_of_the_conventions()
    {
        Assert.Equal([.. Enumerable.Range(0, 14).Select(i => 1L << (2 * i))], GatewayMeters.Tokens.Advice!.HistogramBucketBoundaries!);
        Assert.Equal([.. Enumerable.Range(0, 14).Select(i => (1 << i) / 100d)], GatewayMeters.Duration.Advice!.HistogramBucketBoundaries!);
        Assert.Equal(16, GatewayMeters.FirstToken.Advice!.HistogramBucketBoundaries!.Count);
    }

    [Fact]
    public void It_costs_nothing_where_nobody_listens()
    {
        var sink = new TelemetrySink(_ => throw new InvalidOperationException("Nobody wants to know."));
        var record = new UsageRecord { Time = DateTimeOffset.UtcNow, RequestId = "req_1", Provider = "kimi", Tries = 1, InputTokens = 5 };
        sink.Add(record);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            sink.Add(record);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>Listens to the gateway, to what concerns one upstream.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly ActivityListener _spans;
        private readonly MeterListener _meters = new();
        private readonly TaskCompletionSource<Activity> _span = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Heard(int port)
        {
            PublishedForm.SkipWhen(true, "a listener in the tests' process");
            _spans = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "ClaudeDesktop.Gateway",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    if (!port.Equals(span.GetTagItem("server.port")))
                        return;
                    Spans.Enqueue(span);
                    _span.TrySetResult(span);
                },
            };
            ActivitySource.AddActivityListener(_spans);
            _meters.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "ClaudeDesktop.Gateway")
                    listener.EnableMeasurementEvents(instrument);
            };
            void Take(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
            {
                var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
                if (port.Equals(all.GetValueOrDefault("server.port")))
                    Measured.Enqueue((name, value, all));
            }

            _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument.Name, value, tags));
            _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument.Name, value, tags));
            _meters.Start();
        }

        public ConcurrentQueue<Activity> Spans { get; } = [];

        public ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> Measured { get; } = [];

        // A span is told after the measurements of its request.
        public Task<Activity> SpanAsync() => _span.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public void Dispose()
        {
            _spans.Dispose();
            _meters.Dispose();
        }
    }
}
