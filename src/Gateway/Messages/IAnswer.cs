namespace ClaudeDesktop.Gateway.Messages;

/// <summary>An answer under way, and what is known of it.</summary>
internal interface IAnswer : IMessageEventSink
{
    /// <summary>Whether it stopped or failed: later events are ignored.</summary>
    bool IsOver { get; }

    MessageUsage Usage { get; }

    AnthropicError? Failure { get; }
}
