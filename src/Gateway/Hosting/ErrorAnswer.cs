using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Answers with an error while nothing was sent yet.</summary>
internal static class ErrorAnswer
{
    public static async Task SendAsync(HttpContext context, AnthropicError error, string requestId)
    {
        if (error.Passed is { } passed)
        {
            await PassAsync(context, error, passed).ConfigureAwait(false);
            return;
        }

        if (error.RetryAfter is not null)
            context.Response.Headers.RetryAfter = error.RetryAfter;
        if (error.ShouldRetry is { } retry)
            context.Response.Headers["x-should-retry"] = retry ? "true" : "false";
        using var body = new PooledBuffer();
        AnthropicErrorJson.Write(body, error, requestId);
        await JsonAnswer.SendAsync(context, body, error.Status).ConfigureAwait(false);
    }

    private static async Task PassAsync(HttpContext context, AnthropicError error, PassedError passed)
    {
        foreach (var (name, value) in passed.Headers)
            context.Response.Headers[name] = value;
        if (error.ShouldRetry is { } retry)
            context.Response.Headers["x-should-retry"] = retry ? "true" : "false";
        using var body = new PooledBuffer();
        body.Append(passed.Body.Span);
        await JsonAnswer.SendAsync(context, body, passed.Status).ConfigureAwait(false);
    }
}
