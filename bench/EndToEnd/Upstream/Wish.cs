using System;
using System.Buffers.Text;

namespace ClaudeDesktop.EndToEnd.Upstream;

/// <summary>What a request wants of the scripted upstream. It stands in the request's text, so that any relay carries it through.</summary>
/// <param name="Events">How many pieces of text.</param>
/// <param name="Pause">Milliseconds before each of them.</param>
/// <param name="IsStream">As events, not as one document.</param>
internal readonly record struct Wish(int Events, int Pause, bool IsStream)
{
    private static ReadOnlySpan<byte> Sign => "bench:events="u8;

    private static ReadOnlySpan<byte> PauseSign => ";pause="u8;

    public override string ToString() => $"bench:events={Events};pause={Pause};";

    public static Wish Of(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOf(Sign);
        if (start < 0)
            return new Wish(1, 0, false);
        var rest = body[(start + Sign.Length)..];
        _ = Utf8Parser.TryParse(rest, out int events, out var length);
        rest = rest[length..];
        var pause = 0;
        if (rest.StartsWith(PauseSign))
            _ = Utf8Parser.TryParse(rest[PauseSign.Length..], out pause, out _);
        return new Wish(events, pause, body.IndexOf("\"stream\":true"u8) >= 0);
    }
}
