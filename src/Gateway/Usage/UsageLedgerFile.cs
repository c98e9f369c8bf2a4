using System;
using System.Buffers;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Usage;

namespace ClaudeDesktop.Gateway.Usage;

/// <summary>
/// The file of one run and day, which this run alone writes to. It is opened for each batch: one that was moved away or deleted meanwhile is begun
/// anew. A batch that went in only in part is cut off before the next one.
/// </summary>
internal sealed class UsageLedgerFile(UsageFolder folder, UsageStart run, TimeProvider time)
{
    private const UnixFileMode Mode0600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _head = new();
    private string? _path;
    private DateTime _day;
    private long _length;
    private bool _isTorn;
    private bool _isEmpty;

    /// <summary>Writes whole lines. Throws where they could not be written; then nothing of them counts.</summary>
    /// <param name="lines">The lines; none only begins the file.</param>
    /// <param name="before">How many requests the run wrote before.</param>
    public void Append(ReadOnlySpan<byte> lines, long before)
    {
        var now = time.GetUtcNow();
        if (_path is not null && now.UtcDateTime.Date != _day)
            End(before);
        folder.Prepare();
        if (_path is null)
        {
            folder.Sweep(now.UtcDateTime);
            _path = folder.FileFor(new UsageFileName(now.UtcDateTime, run.Run));
            (_day, _length, _isTorn, _isEmpty) = (now.UtcDateTime.Date, 0, false, true);
        }

        Write(lines, before, now);
        _isEmpty &= lines.IsEmpty;
    }

    /// <summary>Writes the last line; a file without a request goes.</summary>
    public void End(long number)
    {
        if (_path is not { } path)
            return;
        if (_isEmpty)
        {
            File.Delete(path);
        }
        else
        {
            var line = new ArrayBufferWriter<byte>();
            Line(line, json => UsageLine.WriteEnd(json, time.GetUtcNow(), number));
            Write(line.WrittenSpan, number, time.GetUtcNow());
        }

        _path = null;
    }

    public static void Line(ArrayBufferWriter<byte> to, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(to, Readable))
            write(json);
        to.Write("\n"u8);
    }

    private void Write(ReadOnlySpan<byte> lines, long before, DateTimeOffset now)
    {
        LinkCheck.Refuse(_path!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Mode0600;
        using var stream = new FileStream(_path!, options);
        if (_isTorn && stream.Length > _length)
            stream.SetLength(_length);
        _isTorn = true;
        stream.Seek(0, SeekOrigin.End);
        if (stream.Length == 0 || stream.Length != _length)
            lines = WithHead(lines, stream.Length > 0, before, now);
        stream.Write(lines);
        (_length, _isTorn) = (stream.Length, false);
    }

    // Somebody else changed what was there, or there is nothing yet.
    private ReadOnlySpan<byte> WithHead(ReadOnlySpan<byte> lines, bool onNewLine, long before, DateTimeOffset now)
    {
        _head.ResetWrittenCount();
        if (onNewLine)
            _head.Write("\n"u8);
        Line(_head, json => UsageLine.Write(json, run with { Time = now, Number = before }));
        _head.Write(lines);
        return _head.WrittenSpan;
    }
}
