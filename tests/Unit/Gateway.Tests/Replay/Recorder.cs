using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ClaudeDesktop.Gateway.Tests.Replay;

/// <summary>Keeps the last stream that passed, for a second look.</summary>
internal sealed class Recorder() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    public string? Stream { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        Stream = response.Content.Headers.ContentType?.MediaType == "text/event-stream" ? text : null;
        return response;
    }
}
