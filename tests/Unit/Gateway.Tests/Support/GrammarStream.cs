using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>Passes an answer on, and checks it when it ends, or as far as it was read.</summary>
internal sealed class GrammarStream(Stream inner) : Stream
{
    private readonly MemoryStream _seen = new();
    private bool _isChecked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await inner.ReadAsync(buffer, cancellationToken);
        _seen.Write(buffer.Span[..length]);
        if (length == 0 && buffer.Length > 0)
            Check(isWhole: true);
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var length = inner.Read(buffer, offset, count);
        _seen.Write(buffer, offset, length);
        if (length == 0 && count > 0)
            Check(isWhole: true);
        return length;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        inner.Dispose();
        Check(isWhole: false);
    }

    private void Check(bool isWhole)
    {
        if (_isChecked)
            return;
        _isChecked = true;
        var text = Encoding.UTF8.GetString(_seen.GetBuffer(), 0, (int)_seen.Length);
        if (isWhole)
            SseGrammar.Check(text);
        else
            SseGrammar.CheckBegun(text);
    }
}
