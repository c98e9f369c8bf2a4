using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Telemetry;

/// <summary>The gateway as a process of its own, and a collector's double on loopback.</summary>
public sealed class OtlpTests
{
    private const string Library = "OpenTelemetry.dll";

    [Fact]
    public async Task A_collector_that_the_environment_names_gets_spans_and_metrics()
    {
        await using var collector = await TestUpstream.StartAsync();
        await using var world = await World.StartAsync(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Root.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-team=blue",
            ["OTEL_SERVICE_NAME"] = "desks",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=lab",
        });
        await world.AskAsync();
        await world.AskAsync();
        if (OperatingSystem.IsLinux() && world.IsBuilt)
            Assert.Contains(Library, world.Maps(), StringComparison.Ordinal);
        await world.EndAsync();

        var traces = collector.Requests.Where(request => request.Target == "/v1/traces").ToList();
        Assert.All(collector.Requests, request => Assert.Equal(("POST", "blue", "application/x-protobuf"), (request.Method, request.Headers["x-team"], request.Headers["Content-Type"])));
        var resource = new Protobuf(traces[0].Body).All(1, 1).Single().Attributes(1);
        Assert.Equal(("desks", "lab"), (resource["service.name"], resource["deployment.environment.name"]));
        Assert.DoesNotContain(Environment.MachineName, resource.Values);
        var spans = traces.SelectMany(request => new Protobuf(request.Body).All(1, 2, 2)).ToList();
        Assert.Equal(["chat upstream-model", "chat upstream-model"], spans.Select(span => span.Text(5)));
        Assert.All(spans, span => Assert.Equal(3UL, span.Number(6)));
        var tags = spans[0].Attributes(9);
        Assert.Equal(("chat", "test", "30", "7"), (tags["gen_ai.operation.name"], tags["gen_ai.provider.name"], tags["gen_ai.usage.input_tokens"], tags["gen_ai.usage.output_tokens"]));
        Assert.Equal(("127.0.0.1", world.Gateway.Upstream.Root.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), (tags["server.address"], tags["server.port"]));

        var metrics = new Protobuf(collector.Requests.Last(request => request.Target == "/v1/metrics").Body).All(1, 2, 2).ToDictionary(metric => metric.Text(1));
        Assert.Equal(
            ["gen_ai.client.operation.duration", "gen_ai.client.operation.time_to_first_chunk", "gen_ai.client.token.usage", "gen_ai.server.time_to_first_token"],
            metrics.Keys.Order());
        var points = metrics["gen_ai.client.token.usage"].All(9, 1).ToList();
        Assert.All(points, point => Assert.Equal(2UL, point.Number(4)));
        Assert.All(points, point => Assert.Equal(14, point.Doubles(7).Count));
        Assert.Equal(["input", "output"], points.Select(point => point.Attributes(9)["gen_ai.token.type"]).Order());
        Assert.All(collector.Requests, request => Assert.DoesNotContain("the question", Encoding.UTF8.GetString(request.Body), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("silent")]
    [InlineData("broken")]
    [InlineData("redirecting")]
    public async Task A_collector_that_does_not_do_its_work_costs_no_request_and_holds_nobody_up(string kind)
    {
        await using var elsewhere = await TestUpstream.StartAsync();
        await using var collector = await TestUpstream.StartAsync();
        collector.Answer = async context =>
        {
            context.Response.StatusCode = kind == "redirecting" ? 307 : 500;
            context.Response.Headers.Location = elsewhere.Root.ToString();
            if (kind == "silent")
                await Task.Delay(TimeSpan.FromMinutes(5), context.RequestAborted);
        };
        await using var world = await World.StartAsync(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = kind == "absent" ? "http://127.0.0.1:1" : collector.Root.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "10",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "10",
        });
        for (var i = 0; i < 5; i++)
            await world.AskAsync();
        await world.EndAsync();
        Assert.Equal(kind != "absent", !collector.Requests.IsEmpty);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Where_no_collector_is_named_nothing_of_the_library_is_loaded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A process's files are read from /proc, which only Linux has.");
        await using var world = await World.StartAsync([]);
        Assert.SkipUnless(world.IsBuilt, "A program that is one file holds the library, used or not.");
        await world.AskAsync();
        Assert.Contains("ClaudeDesktop.Core.dll", world.Maps(), StringComparison.Ordinal);
        Assert.DoesNotContain(Library, world.Maps(), StringComparison.Ordinal);
        await world.EndAsync();
    }

    /// <summary>A gateway's process in front of an upstream.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };

        private World(TestGateway gateway, ChildGateway child)
        {
            Gateway = gateway;
            Child = child;
        }

        public TestGateway Gateway { get; }

        public bool IsBuilt => !PublishedForm.IsProgram;

        private ChildGateway Child { get; }

        public static async Task<World> StartAsync(Dictionary<string, string> environment)
        {
            var gateway = await TestGateway.ChatAsync();
            gateway.Upstream.Stream(Bodies.Text("Hi"), Bodies.Stop, Bodies.Usage, Bodies.Done);
            var world = new World(gateway, new ChildGateway(environment, "serve", "--port", "0", "--watch-stdin", "--home", gateway.Home.Root));
            var ready = await world.Child.LineAsync();
            Assert.Equal("ready", ready.GetProperty("type").GetString());
            world._client.BaseAddress = new Uri($"http://127.0.0.1:{ready.GetProperty("port").GetInt32()}");
            world._client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", gateway.Token);
            return world;
        }

        public async Task AskAsync()
        {
            using var body = new StringContent(Bodies.AskStream.Replace("Hi", "the question", StringComparison.Ordinal), Encoding.UTF8, "application/json");
            using var response = await _client.PostAsync("/claude-desktop/v1/messages", body);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("message_stop", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        public string Maps() => File.ReadAllText($"/proc/{Child.Process.Id}/maps");

        public async Task EndAsync()
        {
            Child.Process.StandardInput.Close();
            await Child.Process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(0, Child.Process.ExitCode);
        }

        public async ValueTask DisposeAsync()
        {
            Child.Dispose();
            _client.Dispose();
            await Gateway.DisposeAsync();
        }
    }
}
