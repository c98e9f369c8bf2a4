using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>Whoever has a say in whether a provider is asked, and is told what came of it: budgets, policies.</summary>
internal interface IAttemptGuard
{
    /// <summary>
    /// Called before a provider is asked. Returns null where it may be, or why this one may not: then the next one has its turn. To refuse
    /// the whole request, throw an <see cref="AnthropicErrorException"/>.
    /// </summary>
    ValueTask<AnthropicError?> BeforeAsync(Attempt attempt, CancellationToken cancellation);

    /// <summary>
    /// Called once for every attempt that <see cref="BeforeAsync"/> let pass, when it is over, also where the client has left. What was used
    /// stands in <c>attempt.Exchange.Outcome</c>. Never waits, never throws.
    /// </summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="failure">Why nothing was sent to the client; null where an answer was begun, even if it broke off later, or the client left.</param>
    void After(Attempt attempt, AnthropicError? failure);
}
