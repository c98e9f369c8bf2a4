using System;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>One step of an answer. The payload is unescaped UTF-8 and is valid only during the call that hands it over.</summary>
internal readonly ref struct MessageEvent
{
    private MessageEvent(MessageEventKind kind) => Kind = kind;

    public MessageEventKind Kind { get; }

    /// <summary>Text, reasoning, signature, a piece of a call's input, a whole block, the stop sequence that was met, or what explains a refusal.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Tells the calls of one answer apart: the reader's own number.</summary>
    public int Call { get; private init; }

    public string Id { get; private init; } = "";

    public string Name { get; private init; } = "";

    public MessageUsage Usage { get; private init; }

    public StopReason Reason { get; private init; }

    public AnthropicError? Failure { get; private init; }

    public static MessageEvent Start() => new(MessageEventKind.Start);

    public static MessageEvent Text(ReadOnlySpan<byte> text) => new(MessageEventKind.Text) { Payload = text };

    public static MessageEvent Thinking(ReadOnlySpan<byte> text) => new(MessageEventKind.Thinking) { Payload = text };

    public static MessageEvent Signature(ReadOnlySpan<byte> signature) => new(MessageEventKind.Signature) { Payload = signature };

    public static MessageEvent ToolUse(int call, string id, string name) => new(MessageEventKind.ToolUse) { Call = call, Id = id, Name = name };

    public static MessageEvent ToolInput(int call, ReadOnlySpan<byte> json) => new(MessageEventKind.ToolInput) { Call = call, Payload = json };

    public static MessageEvent ToolEnd(int call) => new(MessageEventKind.ToolEnd) { Call = call };

    public static MessageEvent Block(ReadOnlySpan<byte> json) => new(MessageEventKind.Block) { Payload = json };

    public static MessageEvent UsageSoFar(in MessageUsage usage) => new(MessageEventKind.Usage) { Usage = usage };

    public static MessageEvent Stop(StopReason reason, ReadOnlySpan<byte> sequence = default) => new(MessageEventKind.Stop) { Reason = reason, Payload = sequence };

    public static MessageEvent Error(AnthropicError error) => new(MessageEventKind.Error) { Failure = error };
}
