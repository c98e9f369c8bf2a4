namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Takes an answer's events in the order in which the upstream gave them.</summary>
internal interface IMessageEventSink
{
    void Push(in MessageEvent happened);
}
