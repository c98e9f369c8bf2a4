using System;
using System.Buffers;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>A growing buffer from a pool.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int Smallest = 256;
    private byte[] _bytes = [];
    private ArrayPool<byte> _pool = ArrayPool<byte>.Shared;
    private int _length;

    public int Length => _length;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Forgets all but the first bytes.</summary>
    public void Truncate(int length) => _length = length;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Forgets the first bytes and keeps the rest.</summary>
    public void Consume(int count)
    {
        _bytes.AsSpan(count, _length - count).CopyTo(_bytes);
        _length -= count;
    }

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        _length = 0;
        if (bytes.Length > 0)
            _pool.Return(bytes);
    }

    private void Reserve(int size)
    {
        size = Math.Max(size, 1);
        if (_bytes.Length - _length >= size)
            return;
        var length = Math.Max(Smallest, Math.Max(checked(_length + size), (int)Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        var pool = length < LargeArrays.From ? ArrayPool<byte>.Shared : LargeArrays.Pool;
        var larger = pool.Rent(length);
        Span.CopyTo(larger);
        if (_bytes.Length > 0)
            _pool.Return(_bytes);
        (_bytes, _pool) = (larger, pool);
    }
}
