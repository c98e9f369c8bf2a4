using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace ClaudeDesktop.Storage;

/// <summary>Cuts values into and out of a JSON text, in the style of the text around them.</summary>
internal static class JsonSplice
{
    /// <summary>The text with the value in place; the same array where it already means that, null where a value on the way cannot hold the next.</summary>
    public static byte[]? Set(byte[] text, ReadOnlyMemory<byte> rawValue, ReadOnlySpan<JsonStep> steps, JsonLayout? around = null)
    {
        var layout = new JsonLayout(text, around);
        var offset = 0;
        for (var depth = 0; ; depth++)
        {
            var container = JsonContainer.At(text, offset);
            if (container is null || container.IsObject == steps[depth].IsElement)
                return null;
            var index = container.Find(text, steps[depth]);
            var isLast = depth == steps.Length - 1;
            if (index < 0)
                return Insert(text, container, steps[depth], Wrap(rawValue, steps.Slice(depth + 1)), layout);
            var part = container.Parts[index];
            if (isLast)
                return Replace(text, part, rawValue, layout);
            offset = part.ValueStart;
        }
    }

    public static bool TryRemove(byte[] text, ReadOnlySpan<JsonStep> steps, out byte[] shorter)
    {
        shorter = text;
        var offset = 0;
        for (var depth = 0; depth < steps.Length; depth++)
        {
            var container = JsonContainer.At(text, offset);
            if (container is null || container.IsObject == steps[depth].IsElement)
                return false;
            var index = container.Find(text, steps[depth]);
            if (index < 0)
                return false;
            if (depth == steps.Length - 1)
                shorter = Cut(text, container, index);
            offset = container.Parts[index].ValueStart;
        }

        return true;
    }

    private static byte[] Cut(byte[] text, JsonContainer container, int index)
    {
        var parts = container.Parts;
        if (parts.Count == 1)
            return Join(text, container.Open + 1, container.Close, []);
        return index == parts.Count - 1
            ? Join(text, parts[index - 1].End, parts[index].End, [])
            : Join(text, parts[index].Start, parts[index + 1].Start, []);
    }

    private static byte[] Replace(byte[] text, JsonPart part, ReadOnlyMemory<byte> rawValue, JsonLayout layout)
    {
        var old = text.AsMemory(part.ValueStart, part.End - part.ValueStart);
        return Means(old, rawValue) ? text : Join(text, part.ValueStart, part.End, layout.Shape(rawValue, layout.IndentAt(part.Start)));
    }

    private static byte[] Insert(byte[] text, JsonContainer container, JsonStep step, ReadOnlyMemory<byte> rawValue, JsonLayout layout)
    {
        var bytes = new List<byte>();
        if (container.Parts.Count > 0)
        {
            var last = container.Parts[container.Parts.Count - 1];
            bytes.Add((byte)',');
            bytes.AddRange(layout.SpaceBefore(last.Start));
            AddPart(bytes, container, step, layout.Shape(rawValue, layout.IndentAt(last.Start)), layout);
            return Join(text, last.End, last.End, bytes.ToArray());
        }

        var outer = layout.IndentAt(container.Open);
        bytes.AddRange(layout.Break(outer + layout.Unit));
        AddPart(bytes, container, step, layout.Shape(rawValue, outer + layout.Unit), layout);
        bytes.AddRange(layout.Break(outer));
        return Join(text, container.Open + 1, container.Close, bytes.ToArray());
    }

    private static void AddPart(List<byte> bytes, JsonContainer container, JsonStep step, byte[] value, JsonLayout layout)
    {
        if (container.IsObject)
        {
            bytes.AddRange(JsonRaw.Text(step.Name));
            bytes.AddRange(layout.Colon(container));
        }

        bytes.AddRange(value);
    }

    // The objects and arrays that the remaining steps need around the value.
    private static ReadOnlyMemory<byte> Wrap(ReadOnlyMemory<byte> rawValue, ReadOnlySpan<JsonStep> steps)
    {
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            var inner = rawValue;
            var step = steps[i];
            rawValue = JsonRaw.Write(writer =>
            {
                if (step.IsElement)
                    writer.WriteStartArray();
                else
                {
                    writer.WriteStartObject();
                    writer.WritePropertyName(step.Name);
                }

                writer.WriteRawValue(inner.Span);
                if (step.IsElement)
                    writer.WriteEndArray();
                else
                    writer.WriteEndObject();
            });
        }

        return rawValue;
    }

    private static bool Means(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        try
        {
            return left.Span.SequenceEqual(right.Span) || JsonNode.DeepEquals(JsonNode.Parse(left.Span), JsonNode.Parse(right.Span));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // A name that stands twice, or half a character, means nothing that we would write.
            return false;
        }
    }

    private static byte[] Join(byte[] text, int start, int end, byte[] between)
    {
        var joined = new byte[start + between.Length + text.Length - end];
        text.AsSpan(0, start).CopyTo(joined);
        between.CopyTo(joined.AsSpan(start));
        text.AsSpan(end).CopyTo(joined.AsSpan(start + between.Length));
        return joined;
    }
}
