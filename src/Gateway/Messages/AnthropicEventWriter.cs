using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>
/// Writes an answer in the one order that every Anthropic client takes: <c>message_start</c> once, one open block at a time, indexes
/// without gaps, every block closed, one <c>message_delta</c>, one <c>message_stop</c>, or one <c>error</c>. The first open block is
/// written as it comes; what belongs to later ones waits until it is closed.
/// </summary>
internal sealed class AnthropicEventWriter(IBufferWriter<byte> output, AnswerHead head) : IAnswer, IDisposable
{
    private readonly EventFrames _frames = new(output);
    private readonly List<Block> _blocks = [];
    private readonly ToolUseIds _ids = new(head.Request);
    private MessageUsage? _told;
    private bool _started;
    private bool _calledTool;
    private int _index;

    public bool IsOver { get; private set; }

    public bool HasContent => _index > 0 || _blocks.Count > 0;

    public bool IsEmpty { get; private set; }

    public MessageUsage Usage => _told ?? new MessageUsage(head.InputEstimate.Value, 0, IsEstimate: true);

    public AnthropicError? Failure { get; private set; }

    public void Push(in MessageEvent happened)
    {
        if (IsOver)
            return;
        if (happened.Kind == MessageEventKind.Error)
        {
            Fail(happened.Failure!);
            return;
        }

        if (happened.Kind == MessageEventKind.Usage)
            _told = happened.Usage;
        Start();
        switch (happened.Kind)
        {
            case MessageEventKind.Text:
                Extend(BlockKind.Text, happened.Payload);
                break;
            case MessageEventKind.Thinking:
                Extend(BlockKind.Thinking, happened.Payload);
                break;
            case MessageEventKind.Signature:
                Sign(happened.Payload);
                break;
            case MessageEventKind.ToolUse:
                _calledTool = true;
                Add(new Block(BlockKind.ToolUse, happened.Call, _ids.Take(happened.Id), happened.Name) { Filter = EmptyArguments.For(head.Request, happened.Name) });
                break;
            case MessageEventKind.ToolInput when Find(happened.Call) is { } block:
                Append(block, block.Filter is null ? happened.Payload : block.Filter.Feed(happened.Payload));
                break;
            case MessageEventKind.ToolEnd when Find(happened.Call) is { } block:
                End(block);
                Advance();
                break;
            case MessageEventKind.Block:
                AddWhole(happened.Payload);
                break;
            case MessageEventKind.Stop:
                Stop(happened.Reason, happened.Payload);
                break;
            default:
                break;
        }
    }

    public void Dispose()
    {
        foreach (var block in _blocks)
            block.Dispose();
        _blocks.Clear();
        _frames.Dispose();
    }

    private void Start()
    {
        if (_started)
            return;
        _started = true;
        _frames.MessageStart(head, Usage);
    }

    private void Extend(BlockKind kind, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            return;
        if (_blocks.Count == 0 || _blocks[^1] is var last && (last.Kind != kind || last.IsEnded))
            Add(new Block(kind));
        Append(_blocks[^1], content);
    }

    private void Sign(ReadOnlySpan<byte> signature)
    {
        if (_blocks.Count == 0 || _blocks[^1].Kind != BlockKind.Thinking || _blocks[^1].IsEnded)
            Add(new Block(BlockKind.Thinking));
        var block = _blocks[^1];
        block.IsSigned = block.IsEnded = true;
        block.HoldSignature(signature);
        Advance();
    }

    private void AddWhole(ReadOnlySpan<byte> json)
    {
        var block = new Block(BlockKind.Whole) { IsEnded = true };
        block.Hold(json);
        Add(block);
        Advance();
    }

    private void Add(Block block)
    {
        if (_blocks.Count > 0 && _blocks[^1].Kind != BlockKind.ToolUse)
        {
            _blocks[^1].IsEnded = true;
            Advance();
        }

        _blocks.Add(block);
        if (_blocks.Count == 1)
            Open(block);
    }

    private void Append(Block block, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            return;
        if (ReferenceEquals(block, _blocks[0]))
            Write(block, content);
        else
            block.Hold(content);
    }

    private Block? Find(int call)
    {
        foreach (var block in _blocks)
        {
            if (block.Kind == BlockKind.ToolUse && block.Call == call && !block.IsEnded)
                return block;
        }

        return null;
    }

    private void End(Block block)
    {
        if (block is { Filter: not null, IsEnded: false })
            Append(block, block.Filter.End());
        block.IsEnded = true;
    }

    private void Advance()
    {
        while (_blocks.Count > 0 && _blocks[0].IsEnded)
        {
            Close(_blocks[0]);
            _blocks.RemoveAt(0);
            if (_blocks.Count > 0)
                Open(_blocks[0]);
        }
    }

    private void Open(Block block)
    {
        _frames.BlockStart(_index, block);
        if (block.Kind != BlockKind.Whole && !block.Held.IsEmpty)
            Write(block, block.Held);
    }

    private void Write(Block block, ReadOnlySpan<byte> content)
    {
        block.HasContent = true;
        switch (block.Kind)
        {
            case BlockKind.Text:
                _frames.BlockDelta(_index, "text_delta"u8, "text"u8, content);
                break;
            case BlockKind.Thinking:
                _frames.BlockDelta(_index, "thinking_delta"u8, "thinking"u8, content);
                break;
            default:
                _frames.BlockDelta(_index, "input_json_delta"u8, "partial_json"u8, content);
                break;
        }
    }

    private void Close(Block block)
    {
        if (block.Kind == BlockKind.ToolUse && !block.HasContent)
            Write(block, "{}"u8);
        if (block.Kind == BlockKind.Thinking)
            _frames.BlockDelta(_index, "signature_delta"u8, "signature"u8, block.IsSigned ? block.HeldSignature : Encoding.UTF8.GetBytes(head.Signature()));
        _frames.BlockStop(_index++);
        block.Dispose();
    }

    private void Stop(StopReason reason, ReadOnlySpan<byte> sequence)
    {
        _blocks.ForEach(End);
        Advance();
        var settled = StopReasons.Settle(reason, _calledTool);
        IsEmpty = !HasContent && settled == StopReason.EndTurn;
        _frames.MessageDelta(settled, sequence, Usage);
        _frames.MessageStop();
        IsOver = true;
    }

    private void Fail(AnthropicError error)
    {
        Failure = error;
        IsOver = true;
        _frames.Error(head.Redaction.Of(error));
    }
}
