using System;
using System.IO;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.GatewayControl;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Takes each request to where it belongs, once it was let in.</summary>
internal sealed class GatewayApplication(MessagesEndpoint messages, ModelsEndpoint models, LiveSecrets secrets, GatewayOptions options) : IHttpApplication<HttpContext>
{
    private const string Prefix = "/claude-desktop";
    private const string OneModel = "/v1/models/";

    /// <summary>Known once the gateway listens.</summary>
    public int Port { get; set; }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var requestId = Ids.Request();
        try
        {
            context.Response.Headers["request-id"] = requestId;
            if (LocalGuard.CheckOrigin(context.Request, Port) is { } refused)
                throw new AnthropicErrorException(refused);
            await DispatchAsync(context, requestId).ConfigureAwait(false);
        }
        catch (AnthropicErrorException e)
        {
            await ErrorAnswer.SendAsync(context, e.Error, requestId).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client has left.
        }
        catch (Exception e)
        {
            await FailAsync(context, e, requestId).ConfigureAwait(false);
        }
    }

    private Task DispatchAsync(HttpContext context, string requestId)
    {
        var path = context.Request.Path.Value ?? "";
        if (path == "/healthz")
            return Health(context);
        if (!path.StartsWith(Prefix, StringComparison.Ordinal) || (path.Length > Prefix.Length && path[Prefix.Length] != '/'))
            throw NotFound(path);
        if (LocalGuard.CheckToken(context.Request, secrets) is { } refused)
            throw new AnthropicErrorException(refused);
        switch (path[Prefix.Length..])
        {
            case "/v1/messages":
                Require(context, HttpMethods.IsPost);
                return messages.AnswerAsync(context, requestId);
            case "/v1/messages/count_tokens":
                Require(context, HttpMethods.IsPost);
                return messages.CountTokensAsync(context, requestId);
            case "/v1/models":
                Require(context, HttpMethods.IsGet);
                return models.ListAsync(context);
            case var one when one.StartsWith(OneModel, StringComparison.Ordinal) && one.Length > OneModel.Length:
                Require(context, HttpMethods.IsGet);
                return models.OneAsync(context, one[OneModel.Length..]);
            default:
                throw NotFound(path);
        }
    }

    private Task Health(HttpContext context)
    {
        Require(context, static method => HttpMethods.IsGet(method) || HttpMethods.IsHead(method));
        context.Response.Headers[GatewayProbe.InstanceHeader] = options.Instance;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static void Require(HttpContext context, Func<string, bool> isMethod)
    {
        if (!isMethod(context.Request.Method))
            throw new AnthropicErrorException(new AnthropicError("invalid_request_error", StatusCodes.Status405MethodNotAllowed, $"{context.Request.Method} is not possible here."));
    }

    private static AnthropicErrorException NotFound(string path) => new(AnthropicError.NotFound($"There is nothing at '{path}'."));

    private async Task FailAsync(HttpContext context, Exception failure, string requestId)
    {
        options.Log.Log(LogLevel.Error, $"{requestId}: {(failure is ClaudeDesktopException known ? $"{known.Message} {known.RecommendedAction}" : failure.ToString())}");
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var message = failure is ClaudeDesktopException domain ? $"{domain.Message} {domain.RecommendedAction}" : $"The gateway failed; its log says more under {requestId}.";
        await ErrorAnswer.SendAsync(context, AnthropicError.Api(message), requestId).ConfigureAwait(false);
    }
}
