using System;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>Remembers a text that is gone by its length and a hash (FNV-1a), enough to see whether a longer one continues it.</summary>
internal readonly struct SaidPart
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private readonly ulong _hash;

    private SaidPart(int length, ulong hash)
    {
        Length = length;
        _hash = hash;
    }

    public int Length { get; }

    public SaidPart With(ReadOnlySpan<byte> text) => new(Length + text.Length, Hash(Length == 0 ? Offset : _hash, text));

    public bool IsBeginningOf(ReadOnlySpan<byte> whole) =>
        whole.Length > Length && (Length == 0 || Hash(Offset, whole[..Length]) == _hash);

    private static ulong Hash(ulong hash, ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
            hash = unchecked((hash ^ b) * Prime);
        return hash;
    }
}
