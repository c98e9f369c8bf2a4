using System;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Carries an error to the place that answers the client.</summary>
#pragma warning disable CA1032 // Without an error it would not be this exception.
internal sealed class AnthropicErrorException(AnthropicError error, Exception? cause = null) : Exception(error.Message, cause)
#pragma warning restore CA1032
{
    public AnthropicError Error { get; } = error;
}
