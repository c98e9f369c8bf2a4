using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>Holds every stream that a test reads against the grammar, whatever the test itself looks at.</summary>
internal sealed class GrammarHandler() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    /// <summary>Off where an upstream's own broken stream is passed on as it is.</summary>
    public bool IsOn { get; set; } = true;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (!IsOn || response.StatusCode != HttpStatusCode.OK || response.Content.Headers.ContentType?.MediaType != "text/event-stream")
            return response;
        var content = new StreamContent(new GrammarStream(await response.Content.ReadAsStreamAsync(cancellationToken)));
        foreach (var header in response.Content.Headers)
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        response.Content = content;
        return response;
    }
}
