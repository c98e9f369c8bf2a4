using System;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>A content block in the making.</summary>
internal sealed class Block(BlockKind kind, int call = -1, string id = "", string name = "") : IDisposable
{
    private PooledBuffer? _held;
    private PooledBuffer? _signature;

    public BlockKind Kind { get; } = kind;

    public int Call { get; } = call;

    public string Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>Nothing more will be added.</summary>
    public bool IsEnded { get; set; }

    /// <summary>Something of its content was already written out.</summary>
    public bool HasContent { get; set; }

    public bool IsSigned { get; set; }

    /// <summary>What a call's input goes through; null where it stays as it is.</summary>
    public EmptyArguments? Filter { get; init; }

    /// <summary>What waits to be written.</summary>
    public ReadOnlySpan<byte> Held => _held is null ? default : _held.Span;

    public ReadOnlySpan<byte> HeldSignature => _signature is null ? default : _signature.Span;

    public void Hold(ReadOnlySpan<byte> content) => (_held ??= new PooledBuffer()).Append(content);

    public void HoldSignature(ReadOnlySpan<byte> signature) => (_signature ??= new PooledBuffer()).Append(signature);

    public void Dispose()
    {
        _held?.Dispose();
        _signature?.Dispose();
        Filter?.Dispose();
        _held = _signature = null;
    }
}
