using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Upstreams;

internal static class EventStreamHeaders
{
    public static void Apply(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers["x-accel-buffering"] = "no";
    }
}
