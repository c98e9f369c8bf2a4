using System;
using System.Buffers.Binary;
using System.Text;

namespace ClaudeDesktop.Usage;

/// <summary>Makes one text of the same bytes once: a ledger says the same few names a million times.</summary>
internal sealed class UsageStrings
{
    private const int Most = 1 << 16;
    private Entry[] _entries = new Entry[256];
    private int _count;

    public string Of(ReadOnlySpan<byte> utf8)
    {
        var hash = Hash(utf8);
        var mask = _entries.Length - 1;
        var at = (int)hash & mask;
        while (_entries[at].Text is { } text)
        {
            if (_entries[at].Hash == hash && utf8.SequenceEqual(_entries[at].Bytes))
                return text;
            at = (at + 1) & mask;
        }

        var made = Text(utf8);
        if (_count < Most)
            Add(new Entry(hash, utf8.ToArray(), made));
        return made;
    }

    public static unsafe string Text(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return "";
        fixed (byte* first = utf8)
            return Encoding.UTF8.GetString(first, utf8.Length);
    }

    /// <summary>64 bits of a text's bytes.</summary>
    public static ulong Hash(ReadOnlySpan<byte> utf8)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var hash = (ulong)utf8.Length * Factor;
        for (; utf8.Length >= 8; utf8 = utf8.Slice(8))
            hash = Mix((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * Factor);
        foreach (var b in utf8)
            hash = (hash ^ b) * Factor;
        return Mix(hash);
    }

    private static ulong Mix(ulong hash) => hash ^ (hash >> 29);

    private void Add(Entry entry)
    {
        if (++_count * 2 > _entries.Length)
        {
            var old = _entries;
            _entries = new Entry[old.Length * 2];
            foreach (var one in old)
            {
                if (one.Text is not null)
                    Put(one);
            }
        }

        Put(entry);
    }

    private void Put(Entry entry)
    {
        var mask = _entries.Length - 1;
        var at = (int)entry.Hash & mask;
        while (_entries[at].Text is not null)
            at = (at + 1) & mask;
        _entries[at] = entry;
    }

    private readonly struct Entry(ulong hash, byte[] bytes, string text)
    {
        public ulong Hash { get; } = hash;

        public byte[] Bytes { get; } = bytes;

        public string? Text { get; } = text;
    }
}
