using System;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>A model that speaks OpenAI Chat Completions, and says the same to everybody, word by word.</summary>
internal sealed class DemoModel : IHttpApplication<HttpContext>
{
    public const string Answer =
        "Hello from the other side of the gateway. Claude Desktop asked for a Claude model in Anthropic's words; "
        + "the gateway found the route, asked me in OpenAI's, and is handing you my answer word by word.";

    private const int BetweenWords = 25;

    public string? Problem { get; private set; } = "none came.";

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        Problem = await CheckAsync(context).ConfigureAwait(false);
        if (Problem is not null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Problem), context.RequestAborted).ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        var words = Answer.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            await SendAsync(context, Chunk(i == 0 ? words[i] : " " + words[i])).ConfigureAwait(false);
            await Task.Delay(BetweenWords, context.RequestAborted).ConfigureAwait(false);
        }

        await SendAsync(context, """{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""").ConfigureAwait(false);
        await SendAsync(context, $$$"""{"object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":{{{words.Length}}},"total_tokens":{{{words.Length + 12}}}}}""").ConfigureAwait(false);
        await SendAsync(context, "[DONE]").ConfigureAwait(false);
    }

    private static async Task<string?> CheckAsync(HttpContext context)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false);
            return ChatRequestCheck.Problem(context.Request, document.RootElement);
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    private static string Chunk(string text) => $$$"""{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"{{{JsonEncodedText.Encode(text)}}}"},"finish_reason":null}]}""";

    private static async Task SendAsync(HttpContext context, string data)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {data}\n\n"), context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
