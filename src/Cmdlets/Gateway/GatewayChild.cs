using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>A gateway that this shell started: what it said so far, and whether it still lives.</summary>
internal sealed class GatewayChild
{
    private const int KeptLines = 5;
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<GatewayLine> _onLine;
    private readonly Action<GatewayChild> _onEnd;
    private readonly Queue<string> _lastLines = new();
    private GatewayProcess _process = null!;

    private GatewayChild(GatewayHost host, Action<GatewayLine> onLine, Action<GatewayChild> onEnd)
    {
        Host = host;
        _onLine = onLine;
        _onEnd = onEnd;
    }

    /// <summary>What it said when it began to listen.</summary>
    public GatewayLine? Ready { get; private set; }

    /// <summary>What it said when it could not.</summary>
    public GatewayLine? Failure { get; private set; }

    /// <summary>Whether it said that it was leaving, as one does that was asked to.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Whether it ended before it came to run, because the machine did not let its host.</summary>
    public bool WasBlocked => HasEnded && GatewayBlock.IsBeforeReady(Ready is not null || Failure is not null || IsLeaving, ExitCode);

    /// <summary>What it runs in.</summary>
    public GatewayHost Host { get; }

    public bool HasEnded => _ended.Task.IsCompleted;

    public int ProcessId => _process.ProcessId;

    public int ExitCode { get; private set; }

    public DateTimeOffset StartedAt { get; } = DateTimeOffset.Now;

    /// <summary>What it said about its failure: its own line, then the end of its standard error.</summary>
    public string LastWords
    {
        get
        {
            var words = $"{Failure?.Message}{Environment.NewLine}{_process.ErrorText}".Trim();
            return words.Length == 0 ? "" : " " + words;
        }
    }

    /// <summary>The last lines of its log.</summary>
    public string LastLines
    {
        get
        {
            lock (_lastLines)
                return _lastLines.Count == 0 ? "" : $" Its log ended with: {string.Join(" | ", _lastLines)}";
        }
    }

    /// <param name="rung">How it is started.</param>
    /// <param name="home">Whose gateway it is.</param>
    /// <param name="onLine">Told each line, on a thread of its own.</param>
    /// <param name="onEnd">Told once, after the last line.</param>
    public static GatewayChild Start(GatewayRung rung, DataHome home, Action<GatewayLine> onLine, Action<GatewayChild> onEnd)
    {
        var child = new GatewayChild(rung.Host, onLine, onEnd);
        child._process = GatewayProcess.Start(rung, home, child.Attach);
        return child;
    }

    public bool WaitForEnd(TimeSpan patience) => _ended.Task.Wait(patience);

    /// <summary>Asks it to end, and sees to it that it does. Comes back at once where that was done before.</summary>
    public void Stop() => _process.Stop();

    private void Attach(GatewayProcess process)
    {
        _process = process;
        process.LineRead += (_, line) => Read(line);
        process.Exited += (_, _) => End();
    }

    private void Read(GatewayLine line)
    {
        switch (line.Type)
        {
            case "ready":
                Ready = line;
                break;
            case "failed":
                Failure = line;
                break;
            case "stopping":
                IsLeaving = true;
                break;
        }

        Keep(line);
        _onLine(line);
    }

    private void Keep(GatewayLine line)
    {
        var text = line.Request is { } request ? $"{request.Method} {request.Path} {request.StatusCode}" : JobStreams.Text(line);
        if (text.Length == 0)
            return;
        lock (_lastLines)
        {
            _lastLines.Enqueue(text);
            if (_lastLines.Count > KeptLines)
                _lastLines.Dequeue();
        }
    }

    private void End()
    {
        ExitCode = _process.ExitCode;
        _onEnd(this);
        _ended.SetResult(true);
    }
}
