using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class EventFramesTests
{
    [Fact]
    public void A_delta_is_what_a_JSON_writer_would_write_whatever_is_in_it()
    {
        using var output = new PooledBuffer();
        using var frames = new EventFrames(output);
        var index = 0;
        foreach (var value in Values())
        {
            output.Clear();
            frames.BlockDelta(index, "text_delta"u8, "text"u8, value);
            Assert.Equal(Expected(index, value), Encoding.UTF8.GetString(output.Span));
            index += value.Length % 2;
        }
    }

    [Fact]
    public void Deltas_of_one_block_after_another_carry_their_own_index_and_kind()
    {
        using var output = new PooledBuffer();
        using var frames = new EventFrames(output);
        frames.BlockDelta(0, "text_delta"u8, "text"u8, "a"u8);
        frames.BlockDelta(0, "thinking_delta"u8, "thinking"u8, "b"u8);
        frames.BlockDelta(12, "thinking_delta"u8, "thinking"u8, "c"u8);
        frames.BlockStop(12);
        Assert.Equal(
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}\n\n"
            + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"b\"}}\n\n"
            + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":12,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"c\"}}\n\n"
            + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":12}\n\n",
            Encoding.UTF8.GetString(output.Span));
    }

    private static IEnumerable<byte[]> Values()
    {
        yield return [];
        for (var b = 0; b <= byte.MaxValue; b++)
            yield return [(byte)'a', (byte)b, (byte)'z'];
        for (var c = 0x80; c <= char.MaxValue; c += 7)
        {
            if (!char.IsSurrogate((char)c))
                yield return Encoding.UTF8.GetBytes($"a\"{(char)c}\n");
        }

        yield return "😀 \u2028\u2029\u0085"u8.ToArray();
        yield return [0xE4, 0xB8];
        yield return [.. Enumerable.Repeat("é\"\0\n"u8.ToArray(), 20_000).SelectMany(bytes => bytes)];
        yield return [.. Enumerable.Repeat("e\"\0\n"u8.ToArray(), 20_000).SelectMany(bytes => bytes)];
    }

    private static string Expected(int index, ReadOnlySpan<byte> value)
    {
        using var output = new PooledBuffer();
        using (var json = new Utf8JsonWriter(output, JsonOptions.Write))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "content_block_delta"u8);
            json.WriteNumber("index"u8, index);
            json.WriteStartObject("delta"u8);
            json.WriteString("type"u8, "text_delta"u8);
            json.WriteString("text"u8, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return $"event: content_block_delta\ndata: {Encoding.UTF8.GetString(output.Span)}\n\n";
    }
}
