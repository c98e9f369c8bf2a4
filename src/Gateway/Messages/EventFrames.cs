using System;
using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Writes single events of Anthropic's stream. What may follow what is not its business.</summary>
internal sealed class EventFrames(IBufferWriter<byte> output) : IDisposable
{
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JavaScriptEncoder Encoder = JsonOptions.Write.Encoder!;
    private static readonly JsonEncodedText Index = JsonEncodedText.Encode("index");
    private static readonly JsonEncodedText Delta = JsonEncodedText.Encode("delta");
    private static readonly JsonEncodedText BlockProperty = JsonEncodedText.Encode("content_block");

    private const int LongestNumber = 11;
    private const int LongestEscape = 12;
    private const int LargestStep = 16 * 1024;

    private readonly Utf8JsonWriter _json = new(output, JsonOptions.Write);
    private readonly PooledBuffer _delta = new();
    private readonly PooledBuffer _deltaType = new();
    private int _deltaIndex = -1;

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
        if (index != _deltaIndex || !type.SequenceEqual(_deltaType.Span))
            BeginDeltas(index, type, property);
        var end = "\"}}\n\n"u8;
        var escapeAt = Encoder.FindFirstCharacterToEncodeUtf8(value);
        var plain = escapeAt < 0 ? value.Length : escapeAt;
        var place = output.GetSpan(_delta.Length + plain + end.Length);
        _delta.Span.CopyTo(place);
        value[..plain].CopyTo(place[_delta.Length..]);
        if (escapeAt < 0)
        {
            end.CopyTo(place[(_delta.Length + plain)..]);
            output.Advance(_delta.Length + plain + end.Length);
            return;
        }

        output.Advance(_delta.Length + plain);
        Escape(value[plain..]);
        output.Write(end);
    }

    public void BlockStop(int index)
    {
        output.Write("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":"u8);
        Write(index);
        output.Write("}\n\n"u8);
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

    public void Dispose()
    {
        _json.Dispose();
        _delta.Dispose();
        _deltaType.Dispose();
    }

    // All of an event that the deltas of one block have in common.
    private void BeginDeltas(int index, ReadOnlySpan<byte> type, ReadOnlySpan<byte> property)
    {
        _deltaIndex = index;
        _deltaType.Clear();
        _deltaType.Append(type);
        _delta.Clear();
        _delta.Append("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":"u8);
        _ = Utf8Formatter.TryFormat(index, _delta.GetSpan(LongestNumber), out var length);
        _delta.Advance(length);
        _delta.Append(",\"delta\":{\"type\":\""u8);
        _delta.Append(type);
        _delta.Append("\",\""u8);
        _delta.Append(property);
        _delta.Append("\":\""u8);
    }

    private void Escape(ReadOnlySpan<byte> value)
    {
        if (Ascii.IsValid(value))
        {
            AsciiEscapes.Add(value, output);
            return;
        }

        while (!value.IsEmpty)
        {
            Encoder.EncodeUtf8(value, output.GetSpan(Math.Max(LongestEscape, 2 * Math.Min(value.Length, LargestStep))), out var consumed, out var written);
            output.Advance(written);
            value = value[consumed..];
        }
    }

    private void Write(int number)
    {
        _ = Utf8Formatter.TryFormat(number, output.GetSpan(LongestNumber), out var length);
        output.Advance(length);
    }

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
