using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Gathers an answer's events into the one JSON message that a client gets who did not ask for a stream.</summary>
internal sealed class MessageAccumulator(AnswerHead head) : IAnswer, IDisposable
{
    private const long LargestMessage = 64 * 1024 * 1024;

    // An empty block is not free.
    private const int BlockCost = 256;
    private readonly List<Block> _blocks = [];
    private readonly ToolUseIds _ids = new(head.Request);
    private MessageUsage? _told;
    private StopReason _reason;
    private byte[] _sequence = [];
    private bool _calledTool;
    private long _held;

    public bool IsOver { get; private set; }

    public bool HasContent => _blocks.Count > 0;

    public bool IsEmpty => IsOver && Failure is null && !HasContent && _reason == StopReason.EndTurn;

    public MessageUsage Usage => _told ?? new MessageUsage(head.InputEstimate.Value, 0, IsEstimate: true);

    public AnthropicError? Failure { get; private set; }

    public void Push(in MessageEvent happened)
    {
        if (IsOver)
            return;
        _held += happened.Payload.Length + happened.Id.Length + happened.Name.Length + (happened.Kind is MessageEventKind.ToolUse or MessageEventKind.Block ? BlockCost : 0);
        if (_held > LargestMessage)
        {
            Failure = AnthropicError.Api("The upstream's answer is larger than 64 MiB.");
            IsOver = true;
            return;
        }

        switch (happened.Kind)
        {
            case MessageEventKind.Text when !happened.Payload.IsEmpty:
                Last(BlockKind.Text).Hold(happened.Payload);
                break;
            case MessageEventKind.Thinking when !happened.Payload.IsEmpty:
                Last(BlockKind.Thinking).Hold(happened.Payload);
                break;
            case MessageEventKind.Signature:
                var signed = Last(BlockKind.Thinking);
                signed.HoldSignature(happened.Payload);
                signed.IsSigned = true;
                break;
            case MessageEventKind.ToolUse:
                _calledTool = true;
                _blocks.Add(new Block(BlockKind.ToolUse, happened.Call, _ids.Take(happened.Id), happened.Name) { Filter = EmptyArguments.For(head.Request, happened.Name) });
                break;
            case MessageEventKind.ToolInput when Find(happened.Call) is { } called:
                called.Hold(called.Filter is null ? happened.Payload : called.Filter.Feed(happened.Payload));
                break;
            case MessageEventKind.ToolEnd when Find(happened.Call) is { } called:
                called.IsEnded = true;
                break;
            case MessageEventKind.Block:
                var whole = new Block(BlockKind.Whole);
                whole.Hold(happened.Payload);
                _blocks.Add(whole);
                break;
            case MessageEventKind.Usage:
                _told = happened.Usage;
                break;
            case MessageEventKind.Stop:
                _reason = StopReasons.Settle(happened.Reason, _calledTool);
                _sequence = happened.Payload.ToArray();
                IsOver = true;
                break;
            case MessageEventKind.Error:
                Failure = happened.Failure;
                IsOver = true;
                break;
            default:
                break;
        }
    }

    /// <summary>Writes the message. Throws where a tool call's input is not JSON although the model was not cut short.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, JsonOptions.Write);
        json.WriteStartObject();
        MessageHeadJson.Write(json, head);
        json.WriteStartArray("content"u8);
        foreach (var block in _blocks)
            Write(json, block);
        json.WriteEndArray();
        StopJson.Write(json, _reason, _sequence);
        MessageUsageJson.Write(json, Usage);
        json.WriteEndObject();
    }

    public void Dispose()
    {
        foreach (var block in _blocks)
            block.Dispose();
        _blocks.Clear();
    }

    private Block Last(BlockKind kind)
    {
        if (_blocks.Count == 0 || _blocks[^1].Kind != kind || _blocks[^1].IsSigned)
            _blocks.Add(new Block(kind));
        return _blocks[^1];
    }

    private Block? Find(int call) => _blocks.FindLast(block => block.Kind == BlockKind.ToolUse && block.Call == call && !block.IsEnded);

    private void Write(Utf8JsonWriter json, Block block)
    {
        if (block.Kind == BlockKind.Whole)
        {
            json.WriteRawValue(block.Held, skipInputValidation: true);
            return;
        }

        json.WriteStartObject();
        switch (block.Kind)
        {
            case BlockKind.Text:
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, block.Held);
                break;
            case BlockKind.Thinking:
                json.WriteString("type"u8, "thinking"u8);
                json.WriteString("thinking"u8, block.Held);
                if (block.IsSigned)
                    json.WriteString("signature"u8, block.HeldSignature);
                else
                    json.WriteString("signature"u8, head.Signature());
                break;
            default:
                json.WriteString("type"u8, "tool_use"u8);
                json.WriteString("id"u8, block.Id);
                json.WriteString("name"u8, block.Name);
                json.WritePropertyName("input"u8);
                if (block.Filter is not null)
                    block.Hold(block.Filter.End());
                ToolInput.Write(json, block.Held, block.Name, wasCutShort: _reason == StopReason.MaxTokens);
                ToolCaller.Write(json);
                break;
        }

        json.WriteEndObject();
    }
}
