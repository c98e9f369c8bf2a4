using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>Sends a JSON body whole.</summary>
internal static class JsonAnswer
{
    public static async Task SendAsync(HttpContext context, PooledBuffer body, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body.Memory, context.RequestAborted).ConfigureAwait(false);
    }
}
