using System;
using System.Collections.Generic;
using System.Text;

namespace ClaudeDesktop.Gateway.Tests.Replay;

/// <summary>The ways in which a network may cut an answer, none of which may make a difference.</summary>
internal static class Cuts
{
    private const int Seed = 20261120;

    public static IEnumerable<(string Name, List<ReadOnlyMemory<byte>> Pieces)> Of(byte[] body)
    {
        yield return ("whole", [body]);
        yield return ("cut at every byte", At(body, _ => true));
        var random = new Random(Seed);
        yield return ("cut at random", At(body, _ => random.Next(40) == 0));
        yield return ("cut inside characters", At(body, at => (body[at] & 0xC0) == 0x80));
        yield return ("with CRLF", [WithCarriageReturns(body)]);
    }

    private static List<ReadOnlyMemory<byte>> At(byte[] body, Func<int, bool> isCut)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        var start = 0;
        for (var at = 1; at < body.Length; at++)
        {
            if (!isCut(at))
                continue;
            pieces.Add(body.AsMemory(start..at));
            start = at;
        }

        pieces.Add(body.AsMemory(start));
        return pieces;
    }

    private static byte[] WithCarriageReturns(byte[] body) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(body).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));
}
