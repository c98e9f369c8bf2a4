using System;
using System.Linq;
using System.Text;

namespace ClaudeDesktop.Gateway.Tests.Allocation;

/// <summary>Counts what a thread allocates while it handles the same events over and over.</summary>
internal static class Steady
{
    public const int Measured = 2_000;
    private const int WarmUp = 200;

    /// <summary>The bytes that 2,000 events allocate behind the first 200.</summary>
    public static long Count(byte[][] events, Action<byte[]> feed)
    {
        for (var i = 0; i < WarmUp; i++)
            feed(events[i % events.Length]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = WarmUp; i < WarmUp + Measured; i++)
            feed(events[i % events.Length]);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public static byte[] Event(string json) => Encoding.UTF8.GetBytes($"data: {json}\n\n");

    /// <summary>The same with its type as the event's name.</summary>
    public static byte[] Named(string json) => Encoding.UTF8.GetBytes($"event: {json.Split('"')[3]}\ndata: {json}\n\n");

    /// <summary>Events as they arrive in pieces of so many bytes.</summary>
    public static byte[][] Cut(byte[][] events, int size) => [.. events.SelectMany(bytes => bytes.Chunk(size))];
}
