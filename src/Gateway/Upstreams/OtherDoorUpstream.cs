using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>
/// Asks by Chat Completions, and by the Responses API where the upstream says that a model answers only there, as OpenAI and GitHub
/// Copilot do for their newer ones. It is asked in vain once for a model.
/// </summary>
internal sealed class OtherDoorUpstream(IUpstream chat, IUpstream responses) : IUpstream
{
    private readonly ConcurrentDictionary<(string Provider, string Model), bool> _onlyResponses = [];

    public Task<long?> CountTokensAsync(Exchange exchange) => chat.CountTokensAsync(exchange);

    public async Task AnswerAsync(Exchange exchange)
    {
        var model = (exchange.Route.Provider.Id, exchange.Route.Model);
        if (!_onlyResponses.ContainsKey(model))
        {
            try
            {
                await chat.AnswerAsync(exchange).ConfigureAwait(false);
                return;
            }
            catch (AnthropicErrorException e) when (!exchange.Context.Response.HasStarted && HasOtherDoor(exchange) && IsOtherDoor(e.Error))
            {
                _onlyResponses[model] = true;
                exchange.Outcome.Error = null;
            }
        }

        await responses.AnswerAsync(exchange).ConfigureAwait(false);
    }

    // A base address that names the one door names no other.
    private static bool HasOtherDoor(Exchange exchange) => !exchange.Route.Provider.BaseUri!.AbsolutePath.TrimEnd('/').EndsWith("/completions", StringComparison.OrdinalIgnoreCase);

    private static bool IsOtherDoor(AnthropicError error) =>
        error.UpstreamCode == "unsupported_api_for_model"
        || (error.Status is 400 or 404 && error.Message.Contains("v1/responses", StringComparison.OrdinalIgnoreCase));
}
