using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>Asks an upstream for a request's tokens. Clients ask in bursts and do not mind an estimate: what fails is not told.</summary>
internal sealed class TokenCount(ITranslatedFormat format, UpstreamHttp http)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public async Task<long?> AskAsync(Exchange exchange)
    {
        using var body = new PooledBuffer();
        var address = format.TranslateCount(exchange, new MessageRequest(exchange.Json.Root), body);
        if (address is null)
            return null;
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(exchange.Context.RequestAborted);
        cancellation.CancelAfter(Longest);
        try
        {
            return await AskAsync(exchange, address, body, cancellation.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AnthropicErrorException or IOException or HttpRequestException or JsonException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!exchange.Context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<long?> AskAsync(Exchange exchange, Uri address, PooledBuffer body, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(body.Memory) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", GatewayVersion.UserAgent);
        UpstreamKey.Apply(message, exchange.Route.Provider, exchange.Key, ExchangeValues.Of(exchange));
        using var response = await http.SendAsync(message, exchange.Route.Provider, cancellation).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            return null;
        var answer = await UpstreamErrors.ReadBodyAsync(response, cancellation).ConfigureAwait(false);
        using var document = JsonDocument.Parse(answer, JsonOptions.Document);
        return format.ReadCount(document.RootElement);
    }
}
