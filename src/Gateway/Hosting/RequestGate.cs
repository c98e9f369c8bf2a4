using System;
using System.Threading;
using ClaudeDesktop.Gateway.Messages;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Lets only so many requests in at once.</summary>
internal sealed class RequestGate(int most)
{
    private const string Soon = "1";
    private int _inside;

    /// <summary>How many are inside.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>Enters, until what is returned is disposed of. Throws where too many are inside.</summary>
    public Passage Enter()
    {
        if (Interlocked.Increment(ref _inside) <= most)
            return new Passage(this);
        Interlocked.Decrement(ref _inside);
        throw new AnthropicErrorException(new AnthropicError(
            "rate_limit_error", StatusCodes.Status429TooManyRequests, $"The gateway is answering {most} requests already. Try again when one of them is done.")
        {
            RetryAfter = Soon,
        });
    }

    public readonly struct Passage(RequestGate gate) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref gate._inside);
    }
}
