using System.Linq;
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
        var current = store.Current;
        ModelList.WriteAll(body, ModelRouter.Offered(current, ModelRouter.ActiveProvider(current)));
        await JsonAnswer.SendAsync(context, body).ConfigureAwait(false);
    }

    public async Task OneAsync(HttpContext context, string id)
    {
        var current = store.Current;
        var provider = ModelRouter.ActiveProvider(current);
        var offered = ModelRouter.Offered(current, provider);
        var route = ModelRouter.FindRoute(provider.Routes, RequestedModel.Bare(id));
        if (route is null || !offered.Routes.Contains(route))
            throw new AnthropicErrorException(AnthropicError.NotFound($"model: '{id}' is not a model of provider '{provider.Name}', or not one that its lists allow."));
        using var body = new PooledBuffer();
        ModelList.WriteOne(body, offered, route);
        await JsonAnswer.SendAsync(context, body).ConfigureAwait(false);
    }
}
