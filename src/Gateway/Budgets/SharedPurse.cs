using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Budgets;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Budgets;

/// <summary>The gateway's purse for all of its requests: one at a time, and what is lent to nobody's use goes back soon.</summary>
internal sealed class SharedPurse : IAsyncDisposable
{
    private static readonly TimeSpan RestEvery = TimeSpan.FromSeconds(5);
    private readonly BudgetPurse _purse;
    private readonly TimeProvider _time;
    private readonly IGatewayLog _log;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentQueue<(BudgetReservation Reservation, Func<Budget, (decimal Amount, bool IsUnpriced)> Spent)> _ended = [];
    private readonly ITimer _timer;
    private IReadOnlyList<Budget>? _budgets;
    private bool _isClosed;

    public SharedPurse(DataHome home, IFileOperations files, TimeProvider time, IGatewayLog log)
    {
        _purse = new BudgetPurse(home, files, BudgetOwner.Create(), time.LocalTimeZone);
        _time = time;
        _log = log;
        _timer = time.CreateTimer(_ => Rest(), null, RestEvery, RestEvery);
    }

    /// <summary>Sets aside what a request may need.</summary>
    /// <exception cref="ClaudeDesktopException">The state cannot be read or written.</exception>
    public async ValueTask<(BudgetReservation? Reservation, BudgetStatus? Refused)> ReserveAsync(IReadOnlyList<BudgetNeed> needs, IReadOnlyList<Budget> budgets, CancellationToken cancellation)
    {
        // Another gateway may hold the lock for a moment. The thread that reads sockets must not wait for it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!ReferenceEquals(budgets, _budgets))
                _purse.Keep(budgets);
            _budgets = budgets;
            SettleEnded();
            var reservation = _purse.TryReserve(needs, _time.GetUtcNow(), out var refused);
            TellWarnings();
            return (reservation, refused);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Says what a request has really spent. Never waits, never throws.</summary>
    public void Settle(BudgetReservation reservation, Func<Budget, (decimal Amount, bool IsUnpriced)> spent)
    {
        _ended.Enqueue((reservation, spent));
        try
        {
            while (!_ended.IsEmpty && !_isClosed && _gate.Wait(0))
            {
                SettleEnded();
                _gate.Release();
            }
        }
        catch (ObjectDisposedException)
        {
            // The gateway has ended in this moment; what was set aside goes on counting.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isClosed)
            return;
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _gate.WaitAsync().ConfigureAwait(false);
        RestNow();
        _isClosed = true;
        _purse.Dispose();
        _gate.Dispose();
    }

    private void Leave()
    {
        _gate.Release();
        if (!_ended.IsEmpty && !_isClosed && _gate.Wait(0))
        {
            SettleEnded();
            _gate.Release();
        }
    }

    private void Rest()
    {
        if (_isClosed || !_gate.Wait(0))
            return;
        RestNow();
        _gate.Release();
    }

    private void RestNow()
    {
        SettleEnded();
        try
        {
            _purse.Rest(_time.GetUtcNow());
            TellWarnings();
        }
        catch (ClaudeDesktopException e)
        {
            // What was spent stays noted; the next request, or the next rest, settles it.
            _log.Log(LogLevel.Warning, $"{e.Message} {e.RecommendedAction}");
        }
    }

    private void SettleEnded()
    {
        while (_ended.TryDequeue(out var ended))
        {
            try
            {
                _purse.Settle(ended.Reservation, ended.Spent);
            }
            catch (ClaudeDesktopException e)
            {
                _log.Log(LogLevel.Warning, $"{e.Message} {e.RecommendedAction}");
            }
        }
    }

    private void TellWarnings()
    {
        foreach (var warning in _purse.TakeWarnings())
            _log.Log(LogLevel.Warning, BudgetWords.Warning(warning));
    }
}
