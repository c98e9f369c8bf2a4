using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.GatewayControl;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Takes each request to where it belongs, once it was let in.</summary>
internal sealed class GatewayApplication : IHttpApplication<HttpContext>, IDisposable
{
    private const string Prefix = "/claude-desktop";
    private const string OneModel = "/v1/models/";

    private readonly MessagesEndpoint _messages;
    private readonly ModelsEndpoint _models;
    private readonly LiveSecrets _secrets;
    private readonly IGatewayLog _log;
    private readonly GatewayOptions _options;
    private readonly RequestGate _gate;
    private readonly MemoryRest _rest;
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GatewayApplication(MessagesEndpoint messages, ModelsEndpoint models, LiveSecrets secrets, IGatewayLog log, GatewayOptions options)
    {
        (_messages, _models, _secrets, _log, _options) = (messages, models, secrets, log, options);
        _gate = new RequestGate(options.Clients.Requests);
        _rest = new MemoryRest(() => _gate.Inside > 0, MemoryRest.CollectAll, TimeProvider.System);
    }

    /// <summary>Answers from now on. What came earlier, since the port was bound, has waited.</summary>
    public void Open(int port) => _port.TrySetResult(port);

    public void Dispose() => _rest.Dispose();

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
            var port = await _port.Task.WaitAsync(context.RequestAborted).ConfigureAwait(false);
            if (LocalGuard.CheckOrigin(context.Request, port) is { } refused)
                throw new AnthropicErrorException(refused);
            if (RequestFraming.Check(context.Request) is { } unclear)
            {
                context.Response.Headers.Connection = "close";
                throw new AnthropicErrorException(unclear);
            }

            await DispatchAsync(context, requestId).ConfigureAwait(false);
        }
        catch (AnthropicErrorException e)
        {
            await ErrorAnswer.SendAsync(context, _secrets.Redaction.Of(e.Error), requestId).ConfigureAwait(false);
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

    private async Task DispatchAsync(HttpContext context, string requestId)
    {
        var path = context.Request.Path.Value ?? "";
        var raw = RequestFraming.RawPath(context);
        if (raw != path && !(IsOneModel(raw) && IsOneModel(path)))
            throw NotFound(raw);
        if (path == "/healthz")
        {
            Health(context);
            return;
        }

        if (!path.StartsWith(Prefix, StringComparison.Ordinal) || (path.Length > Prefix.Length && path[Prefix.Length] != '/'))
            throw NotFound(path);
        if (LocalGuard.CheckToken(context.Request, _secrets) is { } refused)
            throw new AnthropicErrorException(refused);
        using var passage = _gate.Enter();
        _rest.Work();
        await AnswerAsync(context, path, requestId).ConfigureAwait(false);
    }

    // A model's name may hold what an address must escape. No other address has a second spelling.
    private static bool IsOneModel(string path) => path.StartsWith(Prefix + OneModel, StringComparison.Ordinal) && path.Length > Prefix.Length + OneModel.Length;

    private Task AnswerAsync(HttpContext context, string path, string requestId)
    {
        switch (path[Prefix.Length..])
        {
            case "/v1/messages":
                Require(context, HttpMethods.IsPost);
                return _messages.AnswerAsync(context, requestId);
            case "/v1/messages/count_tokens":
                Require(context, HttpMethods.IsPost);
                return _messages.CountTokensAsync(context, requestId);
            case "/v1/models":
                Require(context, HttpMethods.IsGet);
                return _models.ListAsync(context);
            case var one when IsOneModel(path):
                Require(context, HttpMethods.IsGet);
                return _models.OneAsync(context, one[OneModel.Length..]);
            default:
                throw NotFound(path);
        }
    }

    private void Health(HttpContext context)
    {
        Require(context, static method => HttpMethods.IsGet(method) || HttpMethods.IsHead(method));
        if (context.Request.Headers[GatewayProof.ChallengeHeader] is [var challenge] && GatewayProof.IsChallenge(challenge))
            context.Response.Headers[GatewayProof.ProofHeader] = GatewayProof.Of(_options.Instance, context.Connection.LocalPort, challenge!);
        if (LocalGuard.CheckToken(context.Request, _secrets) is null)
            context.Response.Headers[GatewayProbe.RequestsHeader] = _gate.Inside.ToString(CultureInfo.InvariantCulture);
        context.Response.ContentLength = 0;
    }

    private static void Require(HttpContext context, Func<string, bool> isMethod)
    {
        if (!isMethod(context.Request.Method))
            throw new AnthropicErrorException(new AnthropicError("invalid_request_error", StatusCodes.Status405MethodNotAllowed, $"{context.Request.Method} is not possible here."));
    }

    private static AnthropicErrorException NotFound(string path) => new(AnthropicError.NotFound($"There is nothing at '{path}'."));

    private async Task FailAsync(HttpContext context, Exception failure, string requestId)
    {
        _log.Log(LogLevel.Error, $"{requestId}: {(failure is ClaudeDesktopException known ? $"{known.Message} {known.RecommendedAction}" : failure.ToString())}");
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var message = failure is ClaudeDesktopException domain ? $"{domain.Message} {domain.RecommendedAction}" : $"The gateway failed; its log says more under {requestId}.";
        await ErrorAnswer.SendAsync(context, AnthropicError.Api(_secrets.Redaction.Of(message)), requestId).ConfigureAwait(false);
    }
}
