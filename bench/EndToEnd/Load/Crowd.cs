using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using ClaudeDesktop.EndToEnd.Targets;

namespace ClaudeDesktop.EndToEnd.Load;

/// <summary>Many clients at once, each with a connection of its own.</summary>
/// <param name="Requests">Whole answers.</param>
/// <param name="Events">In whole answers.</param>
/// <param name="Refused">Requests that were told to come again later.</param>
/// <param name="Failed">Requests that got anything else.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record Crowd(int Requests, long Events, int Refused, int Failed, double Seconds)
{
    private const int TooMany = 429;

    /// <summary>Lets clients ask again and again until the time is over, or once.</summary>
    public static Crowd Run(Target target, Speech speech, Ask ask, int clients, TimeSpan time)
    {
        var request = target.Request(speech, ask);
        int requests = 0, refused = 0, failed = 0;
        long events = 0;
        using var ready = new Barrier(clients + 1);
        var watch = new Stopwatch();
        var threads = Enumerable.Range(0, clients).Select(_ => new Thread(Work, 256 * 1024)).ToArray();
        foreach (var thread in threads)
            thread.Start();
        watch.Start();
        ready.SignalAndWait();
        foreach (var thread in threads)
            thread.Join();
        return new Crowd(requests, events, refused, failed, watch.Elapsed.TotalSeconds);

        void Work()
        {
            RawConnection? connection = null;
            try
            {
                connection = new RawConnection(target.Port);
            }
            catch (SocketException)
            {
                Interlocked.Increment(ref failed);
            }

            ready.SignalAndWait();
            using (connection)
            {
                if (connection is not null)
                    AskOn(connection);
            }
        }

        void AskOn(RawConnection connection)
        {
            try
            {
                do
                {
                    var reply = connection.Ask(request);
                    if (reply.Answers(ask))
                    {
                        Interlocked.Increment(ref requests);
                        Interlocked.Add(ref events, reply.Events);
                    }
                    else
                    {
                        Interlocked.Increment(ref reply.Status == TooMany ? ref refused : ref failed);
                    }
                }
                while (watch.Elapsed < time);
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                Interlocked.Increment(ref failed);
            }
        }
    }
}
