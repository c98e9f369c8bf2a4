using System;
using System.IO;
using System.Net.Http;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>Asks as Claude Desktop would, and reads the answer as strictly as its library does.</summary>
internal static class DemoClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task AskAsync(Uri gateway, string token, string model, TextWriter output)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        using var request = Request(gateway, token, model);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new DemoFailedException($"the gateway answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync().ConfigureAwait(false)}");
        using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        var answer = await ReadAsync(stream, model, output).ConfigureAwait(false);
        if (answer != DemoModel.Answer)
            throw new DemoFailedException("the answer is not what the upstream said.");
    }

    private static async Task<string> ReadAsync(Stream stream, string model, TextWriter output)
    {
        var answer = new StringBuilder();
        var last = "";
        await foreach (var item in SseParser.Create(stream).EnumerateAsync().ConfigureAwait(false))
        {
            using var document = JsonDocument.Parse(item.Data);
            last = item.EventType;
            if (last == "message_start" && document.RootElement.Find("message")?.Text("model") != model)
                throw new DemoFailedException("the answer names another model than was asked for.");
            if (last == "error")
                throw new DemoFailedException(item.Data);
            if (document.RootElement.Find("delta")?.Text("text") is not { } text)
                continue;
            answer.Append(text);
            await output.WriteAsync(text).ConfigureAwait(false);
            await output.FlushAsync().ConfigureAwait(false);
        }

        await output.WriteLineAsync().ConfigureAwait(false);
        return last == "message_stop" ? answer.ToString() : throw new DemoFailedException($"the stream ended with '{last}'.");
    }

    private static HttpRequestMessage Request(Uri gateway, string token, string model)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{gateway}/v1/messages?beta=true"));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        request.Headers.TryAddWithoutValidation("anthropic-version", "2023-06-01");
        request.Content = new StringContent(
            $$"""{"model":"{{model}}","max_tokens":1024,"stream":true,"system":[{"type":"text","text":"You are shown in a demo."}],"messages":[{"role":"user","content":"Hello, who is there?"}]}""",
            Encoding.UTF8,
            "application/json");
        return request;
    }
}
