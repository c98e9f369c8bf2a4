using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace ClaudeDesktop.Live;

/// <summary>Reads a streamed answer to its end and keeps what it showed, and when.</summary>
internal sealed class StreamedAnswer(IProbe probe, Func<TimeSpan> clock, Action? arrived)
{
    private const int MostBytes = 1024 * 1024;
    private const int MostText = 4096;
    private const int LeastMoments = 3;
    private const string Done = "[DONE]";
    private static readonly TimeSpan OneMoment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);
    private readonly List<byte> _start = [];
    private readonly StringBuilder _said = new();
    private readonly StringBuilder _arguments = new();
    private Moments _events;
    private Moments _contents;
    private int _pieces;
    private bool _isDone;

    public string? MediaType { get; private set; }

    public string? Model { get; private set; }

    public bool HasEvents { get; private set; }

    public bool HasContent => _pieces > 0;

    public bool IsComplete { get; private set; }

    public bool IsCut { get; private set; }

    public bool HasSearched { get; private set; }

    public string? Error { get; private set; }

    public string? Tool { get; private set; }

    public string Arguments => _arguments.ToString();

    public string Said => _said.ToString();

    public long? InputTokens { get; private set; }

    public long? OutputTokens { get; private set; }

    public double? FirstByteMs { get; private set; }

    public double? CompleteMs { get; private set; }

    /// <summary>Whether the words came one after the other, and not all of them at one moment, such as the end.</summary>
    public bool IsIncremental => _pieces < 2 ? _events.Count > 1 : _contents.Count >= Math.Min(LeastMoments, _pieces);

    /// <summary>What came, for an answer that was no stream.</summary>
    public byte[] Body => [.. _start];

    private bool IsClosed => Error is not null || _isDone || (IsComplete && (!probe.CountsLast || OutputTokens is not null));

    public async Task ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        MediaType = response.Content.Headers.ContentType?.MediaType;
        using var stream = await BodyStream.OpenAsync(response).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var lines = new EventLines();
        var buffer = new byte[16 * 1024];

        // .NET Framework does not let go of a read that has begun unless its stream is closed.
        using (limit.Token.Register(stream.Dispose))
        {
            while (!IsClosed && _start.Count < MostBytes)
            {
                var read = await ReadOnAsync(stream, buffer, limit, cancellation).ConfigureAwait(false);
                FirstByteMs ??= read > 0 ? clock().TotalMilliseconds : null;
                _start.AddRange(new ArraySegment<byte>(buffer, 0, read));
                Take(read > 0 ? lines.Add(buffer, read) : lines.End(), clock());
                if (read == 0)
                    break;
            }
        }
    }

    // Who has said that the answer is complete owes no more than its count of tokens, and need not be waited for.
    private async Task<int> ReadOnAsync(Stream stream, byte[] buffer, CancellationTokenSource limit, CancellationToken cancellation)
    {
        if (IsComplete)
            limit.CancelAfter(LastWords);
        try
        {
            return await BodyStream.ReadAsync(stream, buffer, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (IsComplete && !cancellation.IsCancellationRequested && e is IOException or OperationCanceledException or ObjectDisposedException or HttpRequestException)
        {
            return 0;
        }
    }

    private void Take(IEnumerable<string> texts, TimeSpan now)
    {
        var (events, pieces) = (false, _pieces);
        foreach (var text in texts)
            events |= Take(text);
        if (events)
            _events.Add(now);
        if (_pieces > pieces)
            _contents.Add(now);
        if (IsComplete)
            CompleteMs ??= now.TotalMilliseconds;
        if (events)
            arrived?.Invoke();
    }

    private bool Take(string data)
    {
        try
        {
            using var document = JsonDocument.Parse(data);
            Take(probe.Read(document.RootElement));
            return true;
        }
        catch (JsonException)
        {
            _isDone |= IsComplete && data == Done;
            return false;
        }
    }

    private void Take(ProbeEvent seen)
    {
        HasEvents = true;
        Model ??= seen.Model;
        _pieces += seen.HasContent ? 1 : 0;
        Tool ??= seen.Tool;
        if (_arguments.Length < MostText)
            _arguments.Append(seen.Arguments);
        if (_said.Length < MostText)
            _said.Append(seen.Said);
        InputTokens = seen.InputTokens ?? InputTokens;
        OutputTokens = seen.OutputTokens ?? OutputTokens;
        HasSearched |= seen.HasSearched;
        IsCut |= seen.IsCut;
        IsComplete |= seen.IsEnd;
        Error ??= seen.Error;
    }

    /// <summary>How many moments there were, of which one that is cut into several reads is one.</summary>
    private struct Moments
    {
        private TimeSpan _last;

        public int Count { get; private set; }

        public void Add(TimeSpan now)
        {
            if (Count > 0 && now - _last < OneMoment)
                return;
            _last = now;
            Count++;
        }
    }
}
