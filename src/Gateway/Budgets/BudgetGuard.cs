using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Budgets;
using ClaudeDesktop.Gateway.Failover;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Usage.Prices;

namespace ClaudeDesktop.Gateway.Budgets;

/// <summary>Prices every attempt, and lets none begin that a budget has no room for.</summary>
internal sealed class BudgetGuard : IAttemptGuard, IAsyncDisposable
{
    private readonly ConcurrentDictionary<Exchange, BudgetTicket> _tickets = new(ReferenceEqualityComparer.Instance);
    private readonly LiveFile<PriceList> _prices;
    private readonly LiveFile<IReadOnlyList<Budget>> _budgets;
    private readonly RoutePrices _routePrices = new();
    private readonly SharedPurse _purse;
    private readonly TimeProvider _time;

    public BudgetGuard(DataHome home, WatchedFolder folder, IFileOperations files, TimeProvider time, IGatewayLog log)
    {
        var prices = new PriceStore(home, files);
        var budgets = new BudgetStore(home, files);
        _prices = new LiveFile<PriceList>(folder, prices.Path, prices.Read, log);
        _budgets = new LiveFile<IReadOnlyList<Budget>>(folder, budgets.Path, budgets.Read, log);
        _purse = new SharedPurse(home, files, time, log);
        _time = time;
    }

    public async ValueTask<AnthropicError?> BeforeAsync(Attempt attempt, CancellationToken cancellation)
    {
        try
        {
            return await TakeAsync(attempt.Exchange, cancellation).ConfigureAwait(false);
        }
        catch (ClaudeDesktopException e)
        {
            // Where it cannot be told what is left, nothing is spent.
            throw new AnthropicErrorException(AnthropicError.Api($"{e.Message} {e.RecommendedAction}"), e);
        }
    }

    public void After(Attempt attempt, AnthropicError? failure)
    {
        var exchange = attempt.Exchange;
        if (!_tickets.TryRemove(exchange, out var ticket))
            return;
        var usage = exchange.Outcome.Usage;
        var tokens = usage.Input + usage.Output + usage.CacheRead + usage.CacheCreation;
        var cost = ticket.Price?.CostOf(usage.Input, usage.Output, usage.CacheRead, usage.CacheCreation);
        exchange.Outcome.Cost = tokens > 0 ? cost : null;
        if (ticket.Reservation is null)
            return;

        // What an answer cost that was cut off, nobody says: it counts as what was set aside, if that is more. One that failed had begun if it used anything.
        var isCut = failure is null
            ? tokens == 0 || exchange.Outcome.Error is not null || exchange.Context.RequestAborted.IsCancellationRequested
            : tokens > 0;
        var isUnpriced = ticket.Price is null && (tokens > 0 || isCut);
        _purse.Settle(ticket.Reservation, budget =>
        {
            var known = budget.Unit == BudgetUnit.Tokens ? tokens : cost ?? 0;
            return (isCut ? Math.Max(known, ticket.Most(budget)) : known, isUnpriced && budget.Unit == BudgetUnit.Money);
        });
    }

    public ValueTask DisposeAsync() => _purse.DisposeAsync();

    private async ValueTask<AnthropicError?> TakeAsync(Exchange exchange, CancellationToken cancellation)
    {
        var provider = exchange.Route.Provider;
        var price = _routePrices.Find(_prices.Current, exchange.Route, _time.GetUtcNow());
        var all = _budgets.Current;
        var budgets = all.Where(budget => budget.Covers(provider.Id, exchange.Route.Route?.Role)).ToList();
        exchange.Context.Response.Headers.Remove(BudgetWords.Header);
        if (budgets.Count == 0)
        {
            _tickets[exchange] = new BudgetTicket(price, default, null);
            return null;
        }

        var ticket = new BudgetTicket(price, RequestEstimate.Of(exchange), null);
        var (reservation, refused) = await _purse.ReserveAsync([.. budgets.Select(budget => new BudgetNeed(budget, ticket.Most(budget)))], all, cancellation).ConfigureAwait(false);
        if (reservation is null)
            return Refuse(exchange, refused!, ticket, budgets);
        _tickets[exchange] = ticket with { Reservation = reservation };
        if (reservation.Warnings.Count > 0)
            exchange.Context.Response.Headers[BudgetWords.Header] = BudgetWords.HeaderOf([.. reservation.Warnings]);
        return null;
    }

    private static AnthropicError Refuse(Exchange exchange, BudgetStatus refused, BudgetTicket ticket, List<Budget> budgets)
    {
        exchange.Context.Response.Headers[BudgetWords.Header] = BudgetWords.HeaderOf(refused);
        var error = BudgetWords.Refusal(refused, ticket.Most(budgets.First(budget => budget.Name == refused.Name)));
        return refused.AtLimit == BudgetAction.Fallback ? error : throw new AnthropicErrorException(error);
    }
}
