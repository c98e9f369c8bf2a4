using ClaudeDesktop.Usage.Prices;

namespace ClaudeDesktop.Live;

/// <summary>What the questions of a test cost. A search is billed on top of its tokens, and is not in it.</summary>
internal static class TestCost
{
    /// <returns>US dollars; null where the tokens or the price are not known.</returns>
    public static decimal? Of(ModuleContext context, ProbeExchange exchange)
    {
        if (exchange is not { InputTokens: { } input, OutputTokens: { } output })
            return null;
        try
        {
            var price = new PriceStore(context.Home, context.Files).Read().Find(exchange.Target.Asked.Provider, exchange.Target.UpstreamModel, context.Clock());
            return price?.CostOf(input, output, 0, 0);
        }
        catch (ClaudeDesktopException)
        {
            // A list of prices that makes no sense is no fault of the provider's.
            return null;
        }
    }
}
