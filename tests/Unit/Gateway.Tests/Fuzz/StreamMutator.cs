using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ClaudeDesktop.Gateway.Tests.Fuzz;

/// <summary>Makes broken streams of sound ones, and cuts them anywhere.</summary>
internal sealed class StreamMutator(Random random)
{
    private static readonly string[] Garbage = ["not json", "", "[]", "null", "{", "[DONE]", "{}", "\"x\"", "{\"error\":\"boom\"}", "{\"error\":{\"message\":\"m\",\"code\":429}}", "{\"choices\":[]}"];

    private readonly JsonMutator _json = new(random);

    /// <param name="payloads">The events of a sound stream.</param>
    /// <param name="asDocument">Whether to send the first as a whole answer instead of a stream.</param>
    public byte[] Mutate(IReadOnlyList<string> payloads, bool asDocument)
    {
        var events = payloads.ToList();
        for (var i = random.Next(3); i > 0 && !asDocument; i--)
            Reorder(events);
        for (var i = random.Next(4); i > 0 && events.Count > 0; i--)
            MutateOne(events);
        var bytes = Encoding.UTF8.GetBytes(asDocument ? string.Concat(events.Take(1)) : Frame(events));
        return random.Next(3) == 0 ? Damage(bytes) : bytes;
    }

    /// <summary>Pieces as a network might hand them over.</summary>
    public List<ReadOnlyMemory<byte>> Cut(byte[] bytes)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        var longest = random.Next(4) switch { 0 => 1, 1 => 7, 2 => 200, _ => 100_000 };
        for (var start = 0; start < bytes.Length;)
        {
            var length = Math.Min(bytes.Length - start, random.Next(longest) + 1);
            pieces.Add(bytes.AsMemory(start, length));
            start += length;
        }

        return pieces;
    }

    private void Reorder(List<string> events)
    {
        if (events.Count == 0)
            return;
        var (one, other) = (random.Next(events.Count), random.Next(events.Count));
        switch (random.Next(5))
        {
            case 0:
                events.RemoveAt(one);
                break;
            case 1:
                events.Insert(one, events[other]);
                break;
            case 2:
                (events[one], events[other]) = (events[other], events[one]);
                break;
            case 3:
                events.Insert(one, Garbage[random.Next(Garbage.Length)]);
                break;
            default:
                events.RemoveRange(one, events.Count - one);
                break;
        }
    }

    private void MutateOne(List<string> events)
    {
        var at = random.Next(events.Count);
        if (events[at].StartsWith('{') && events[at].EndsWith('}'))
            events[at] = _json.Mutate(events[at], random.Next(1, 4));
    }

    private string Frame(List<string> events)
    {
        var lineEnd = random.Next(4) switch { 0 => "\r\n", 1 => "\r", _ => "\n" };
        var stream = new StringBuilder();
        foreach (var data in events)
        {
            if (random.Next(10) == 0)
                stream.Append(": keep-alive").Append(lineEnd).Append(lineEnd);
            stream.Append("data: ").Append(data).Append(lineEnd);
            if (random.Next(30) != 0)
                stream.Append(lineEnd);
        }

        return stream.ToString();
    }

    private byte[] Damage(byte[] bytes)
    {
        var damaged = bytes.ToList();
        for (var i = random.Next(1, 6); i > 0 && damaged.Count > 0; i--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(4))
            {
                case 0:
                    damaged[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 2:
                    damaged.RemoveRange(at, Math.Min(random.Next(40), damaged.Count - at));
                    break;
                default:
                    damaged.InsertRange(at, [0xC3, 0x28, 0x00, 0xED, 0xA0, 0x80, 0xFF]);
                    break;
            }
        }

        return [.. damaged];
    }
}
