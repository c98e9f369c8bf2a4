using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat;
using ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;
using ClaudeDesktop.Gateway.Upstreams.Requests;
using ClaudeDesktop.Providers;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

/// <summary>What becomes of a request.</summary>
internal static class Ask
{
    public const string Model = "gpt-5.6-sol";

    public static string Account => ThinkingSignature.Account("test", TestGateway.Key);

    public static Task<TestGateway> GatewayAsync(string model = Model) => TestGateway.StartAsync(ApiFormat.OpenAIResponses, model);

    /// <summary>Sends through a gateway and returns what arrived.</summary>
    public static async Task<Received> SendAsync(string body, string model = Model)
    {
        await using var gateway = await GatewayAsync(model);
        gateway.Upstream.Stream(Wire.Answer("ok"));
        using var response = await gateway.PostAsync(body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return gateway.Upstream.Only;
    }

    public static async Task<JsonElement> InputAsync(string messages, string model = Model) =>
        (await SendAsync(Bodies.Ask2($"\"messages\":[{messages}]"), model)).Json.GetProperty("input");

    /// <summary>Streams some events, and the rest once the client has seen something.</summary>
    public static async Task<List<SseItem>> StreamInTwoAsync(string[] first, string[] then)
    {
        await using var gateway = await GatewayAsync();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await WriteAsync(context, first);
            await gateway.FirstByteSeen.Task.WaitAsync(TimeSpan.FromSeconds(20));
            await WriteAsync(context, then);
        };
        return SseGrammar.Check(await gateway.ReadSlowlyAsync(Bodies.AskStream));
    }

    /// <summary>The 400 with which a request is refused before anything is sent.</summary>
    public static async Task<string> RefusalAsync(string body)
    {
        await using var gateway = await GatewayAsync();
        using var response = await gateway.PostAsync(body);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Empty(gateway.Upstream.Requests);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task WriteAsync(HttpContext context, string[] events)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(events.Select(happened => $"data: {happened}\n\n"))));
        await context.Response.Body.FlushAsync();
    }

    /// <summary>Writes a request without sending it, for addresses that are not ours to call.</summary>
    public static JsonElement Written(string body, Uri address, string model = Model)
    {
        using var document = JsonDocument.Parse(body);
        using var buffer = new PooledBuffer();
        new ResponsesRequest(new MessageRequest(document.RootElement), model)
        {
            Backend = ResponsesBackend.Of(address),
            Account = Account,
            Session = null,
            Names = new ToolNames(),
        }.Write(buffer, withReasoning: true);
        return JsonDocument.Parse(buffer.Memory.ToArray()).RootElement;
    }

    public static void Same(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, actual), $"Expected {expected}\nbut got {actual.GetRawText()}");
}
