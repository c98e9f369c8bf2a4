namespace ClaudeDesktop.Gateway.Messages;

/// <summary>An answer under way, and what is known of it.</summary>
internal interface IAnswer : IMessageEventSink
{
    /// <summary>Whether it stopped or failed: later events are ignored.</summary>
    bool IsOver { get; }

    /// <summary>Whether there is anything in it.</summary>
    bool HasContent { get; }

    /// <summary>Whether it ended as an answer does, with nothing in it.</summary>
    bool IsEmpty { get; }

    MessageUsage Usage { get; }

    AnthropicError? Failure { get; }
}
