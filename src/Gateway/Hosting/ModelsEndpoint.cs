using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>.</summary>
internal sealed class ModelsEndpoint(LiveStore store)
{
    public async Task ListAsync(HttpContext context)
    {
        using var body = new PooledBuffer();
        ModelList.WriteAll(body, ModelRouter.ActiveProvider(store.Current));
        await JsonAnswer.SendAsync(context, body).ConfigureAwait(false);
    }

    public async Task OneAsync(HttpContext context, string id)
    {
        var provider = ModelRouter.ActiveProvider(store.Current);
        var route = ModelRouter.FindRoute(provider.Routes, RequestedModel.Bare(id))
            ?? throw new AnthropicErrorException(AnthropicError.NotFound($"model: '{id}' is not a model of provider '{provider.Name}'."));
        using var body = new PooledBuffer();
        ModelList.WriteOne(body, provider, route);
        await JsonAnswer.SendAsync(context, body).ConfigureAwait(false);
    }
}
