using System;
using System.Buffers;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Writes single events of Anthropic's stream. What may follow what is not its business.</summary>
internal sealed class EventFrames(IBufferWriter<byte> output) : IDisposable
{
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText Index = JsonEncodedText.Encode("index");
    private static readonly JsonEncodedText Delta = JsonEncodedText.Encode("delta");
    private static readonly JsonEncodedText BlockProperty = JsonEncodedText.Encode("content_block");

    private readonly Utf8JsonWriter _json = new(output, JsonOptions.Write);

    public static ReadOnlySpan<byte> Ping => "event: ping\ndata: {\"type\":\"ping\"}\n\n"u8;

    public void MessageStart(AnswerHead head, in MessageUsage usage)
    {
        Open("message_start"u8);
        _json.WriteStartObject("message"u8);
        MessageHeadJson.Write(_json, head);
        _json.WriteStartArray("content"u8);
        _json.WriteEndArray();
        _json.WriteNull("stop_reason"u8);
        _json.WriteNull("stop_sequence"u8);
        MessageUsageJson.Write(_json, usage);
        _json.WriteEndObject();
        Close();
    }

    public void BlockStart(int index, Block block)
    {
        Open("content_block_start"u8);
        _json.WriteNumber(Index, index);
        _json.WritePropertyName(BlockProperty);
        if (block.Kind == BlockKind.Whole)
            _json.WriteRawValue(block.Held, skipInputValidation: true);
        else
            WriteEmpty(block);
        Close();
    }

    /// <param name="index">The block's index.</param>
    /// <param name="type">Such as <c>text_delta</c>.</param>
    /// <param name="property">The delta's only other property.</param>
    /// <param name="value">Its value.</param>
    public void BlockDelta(int index, ReadOnlySpan<byte> type, ReadOnlySpan<byte> property, ReadOnlySpan<byte> value)
    {
        Open("content_block_delta"u8);
        _json.WriteNumber(Index, index);
        _json.WriteStartObject(Delta);
        _json.WriteString(Type, type);
        _json.WriteString(property, value);
        _json.WriteEndObject();
        Close();
    }

    public void BlockStop(int index)
    {
        Open("content_block_stop"u8);
        _json.WriteNumber(Index, index);
        Close();
    }

    public void MessageDelta(StopReason reason, ReadOnlySpan<byte> sequence, in MessageUsage usage)
    {
        Open("message_delta"u8);
        _json.WriteStartObject(Delta);
        StopJson.Write(_json, reason, sequence);
        _json.WriteEndObject();
        MessageUsageJson.Write(_json, usage);
        Close();
    }

    public void MessageStop()
    {
        Open("message_stop"u8);
        Close();
    }

    public void Error(AnthropicError error)
    {
        output.Write("event: error\ndata: "u8);
        AnthropicErrorJson.Write(output, error, requestId: null);
        output.Write("\n\n"u8);
    }

    public void Dispose() => _json.Dispose();

    private void Open(ReadOnlySpan<byte> type)
    {
        output.Write("event: "u8);
        output.Write(type);
        output.Write("\ndata: "u8);
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString(Type, type);
    }

    private void Close()
    {
        _json.WriteEndObject();
        _json.Flush();
        output.Write("\n\n"u8);
    }

    private void WriteEmpty(Block block)
    {
        _json.WriteStartObject();
        switch (block.Kind)
        {
            case BlockKind.Text:
                _json.WriteString(Type, "text"u8);
                _json.WriteString("text"u8, ""u8);
                break;
            case BlockKind.Thinking:
                _json.WriteString(Type, "thinking"u8);
                _json.WriteString("thinking"u8, ""u8);
                _json.WriteString("signature"u8, ""u8);
                break;
            default:
                _json.WriteString(Type, "tool_use"u8);
                _json.WriteString("id"u8, block.Id);
                _json.WriteString("name"u8, block.Name);
                _json.WriteStartObject("input"u8);
                _json.WriteEndObject();
                ToolCaller.Write(_json);
                break;
        }

        _json.WriteEndObject();
    }
}
