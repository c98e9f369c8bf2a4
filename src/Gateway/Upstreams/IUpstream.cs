using System.Threading.Tasks;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>Answers requests by way of one wire format.</summary>
internal interface IUpstream
{
    /// <summary>Answers <c>POST /v1/messages</c>. Throws what went wrong before anything was sent.</summary>
    Task AnswerAsync(Exchange exchange);

    /// <summary>Counts a request's tokens at the upstream; null where only an estimate is to be had.</summary>
    Task<long?> CountTokensAsync(Exchange exchange);
}
