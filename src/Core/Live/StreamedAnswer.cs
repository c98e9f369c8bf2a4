using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace ClaudeDesktop.Live;

/// <summary>Reads a streamed answer to its end and keeps what it showed.</summary>
internal sealed class StreamedAnswer(IProbe probe, Stopwatch watch, Action? arrived)
{
    private const int MostBytes = 1024 * 1024;
    private readonly List<byte> _start = [];
    private int _arrivals;

    public string? Model { get; private set; }

    public bool HasEvents { get; private set; }

    public bool HasContent { get; private set; }

    public bool IsComplete { get; private set; }

    public string? Error { get; private set; }

    public double? FirstByteMs { get; private set; }

    /// <summary>Whether events came at more than one moment.</summary>
    public bool IsIncremental => _arrivals > 1;

    /// <summary>What came, for an answer that was no stream.</summary>
    public byte[] Body => [.. _start];

    public async Task ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var stream = await BodyStream.OpenAsync(response).ConfigureAwait(false);
        var lines = new EventLines();
        var buffer = new byte[16 * 1024];
        while (!IsComplete && Error is null && _start.Count < MostBytes)
        {
            var read = await BodyStream.ReadAsync(stream, buffer, cancellation).ConfigureAwait(false);
            FirstByteMs ??= read > 0 ? watch.Elapsed.TotalMilliseconds : null;
            _start.AddRange(new ArraySegment<byte>(buffer, 0, read));

            // All lines of one read count as one arrival.
            if ((read > 0 ? lines.Add(buffer, read) : lines.End()).Select(Take).ToList().Contains(true))
            {
                _arrivals++;
                arrived?.Invoke();
            }

            if (read == 0)
                break;
        }
    }

    private bool Take(string data)
    {
        try
        {
            using var document = JsonDocument.Parse(data);
            var seen = probe.Read(document.RootElement);
            HasEvents = true;
            Model ??= seen.Model;
            HasContent |= seen.HasContent;
            IsComplete |= seen.IsEnd;
            Error ??= seen.Error;
            return true;
        }
        catch (JsonException)
        {
            // [DONE], or a remark.
            return false;
        }
    }
}
