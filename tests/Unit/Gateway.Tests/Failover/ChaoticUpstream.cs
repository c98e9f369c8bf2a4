using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Tests.Failover;

/// <summary>A raw socket that does with each request what the request's own text asks for, and counts how often each was asked.</summary>
internal sealed partial class ChaoticUpstream : IAsyncDisposable
{
    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(100);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ApiFormat _format;
    private readonly bool _isHonest;
    private readonly Task _accepting;

    public ChaoticUpstream(ApiFormat format, bool isHonest = false)
    {
        _format = format;
        _isHonest = isHonest;
        _listener.Start(512);
        Root = new Uri($"http://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync();
    }

    public Uri Root { get; }

    /// <summary>How often each request came here.</summary>
    public ConcurrentDictionary<int, int> Asked { get; } = [];

    public int TimesAsked(int id) => Asked.TryGetValue(id, out var times) ? times : 0;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var request = await ReadAsync(client.GetStream());
                var marker = Marker().Match(request);
                var id = int.Parse(marker.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture);
                Asked.AddOrUpdate(id, 1, (_, times) => times + 1);
                var mischief = _isHonest ? Mischief.None : Enum.Parse<Mischief>(marker.Groups[1].Value);
                await AnswerAsync(client, new ChaoticAnswer(_format, id, request.Contains("\"stream\":true", StringComparison.Ordinal)), mischief);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The gateway has hung up, as it should.
            }
        }
    }

    private async Task AnswerAsync(TcpClient client, ChaoticAnswer answer, Mischief mischief)
    {
        switch (mischief)
        {
            case Mischief.None:
                await SendAsync(client, answer.Head + answer.Begin + answer.End);
                break;
            case Mischief.Reset:
                client.LingerState = new LingerOption(true, 0);
                break;
            case Mischief.Close:
                break;
            case Mischief.StallBeforeHeaders:
                await HangAsync(client);
                break;
            case Mischief.StallAfterHeaders:
                await SendAsync(client, answer.Head);
                await HangAsync(client);
                break;
            case Mischief.Busy429:
                await SendAsync(client, ChaoticAnswer.Refusal(429, null));
                break;
            case Mischief.Busy429Soon:
                await SendAsync(client, ChaoticAnswer.Refusal(429, "0"));
                break;
            case Mischief.Busy429Later:
                await SendAsync(client, ChaoticAnswer.Refusal(429, "3600"));
                break;
            case Mischief.Busy529:
                await SendAsync(client, ChaoticAnswer.Refusal(529, null));
                break;
            case Mischief.Busy503:
                await SendAsync(client, ChaoticAnswer.Refusal(503, null));
                break;
            case Mischief.Busy503Later:
                await SendAsync(client, ChaoticAnswer.Refusal(503, "120"));
                break;
            case Mischief.BrokenHead:
                await SendAsync(client, "HTTP/1.1 2");
                break;
            case Mischief.Page:
                await SendAsync(client, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html><title>Sign in</title></html>");
                break;
            case Mischief.ErrorIn200:
                await SendAsync(client, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"error\":{\"message\":\"no\"}}");
                break;
            case Mischief.FirstEventIsError:
                await SendAsync(client, answer.Head + answer.Error);
                break;
            case Mischief.Empty:
                await SendAsync(client, answer.Head);
                break;
            case Mischief.OnlyStart:
                await SendAsync(client, answer.Head + answer.Start);
                break;
            case Mischief.DripBeforeFirstEvent:
                await SendAsync(client, answer.Head);
                await DripAsync(client, "x");
                break;
            case Mischief.CutInTheMiddle:
                await SendAsync(client, answer.Head + answer.Begin);
                break;
            case Mischief.ResetInTheMiddle:
                await SendAsync(client, answer.Head + answer.Begin);
                await Task.Delay(Drip, _stop.Token);
                client.LingerState = new LingerOption(true, 0);
                break;
            case Mischief.StallInTheMiddle:
                await SendAsync(client, answer.Head + answer.Begin);
                await HangAsync(client);
                break;
            case Mischief.ErrorInTheMiddle:
                await SendAsync(client, answer.Head + answer.Begin + answer.Error);
                break;
            case Mischief.DripInTheMiddle:
                await SendAsync(client, answer.Head + answer.Begin);
                await DripAsync(client, "x");
                break;
            case Mischief.DripEventsForEver:
                await SendAsync(client, answer.Head + answer.Begin);
                await DripAsync(client, answer.More);
                break;
            default:
                throw new InvalidOperationException($"{mischief} is unknown.");
        }
    }

    private Task SendAsync(TcpClient client, string text) => client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text), _stop.Token).AsTask();

    private async Task DripAsync(TcpClient client, string drop)
    {
        while (true)
        {
            await SendAsync(client, drop);
            await Task.Delay(Drip, _stop.Token);
        }
    }

    // Until the other side hangs up.
    private Task HangAsync(TcpClient client) => client.GetStream().CopyToAsync(Stream.Null, _stop.Token);

    private async Task<string> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var length = await stream.ReadAsync(buffer, _stop.Token);
            if (length == 0)
                throw new EndOfStreamException();
            text.Append(Encoding.Latin1.GetString(buffer, 0, length));
            var seen = text.ToString();
            var end = seen.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && Length().Match(seen) is { Success: true } told && seen.Length - end - 4 >= int.Parse(told.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))
                return seen;
        }
    }

    [GeneratedRegex(@"chaos-(\w+)-(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"Content-Length: (\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Length();
}
