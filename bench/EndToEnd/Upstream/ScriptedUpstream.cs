using System;
using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace ClaudeDesktop.EndToEnd.Upstream;

/// <summary>
/// A model that answers from prepared bytes: one thread a connection, and each event its own send. It runs as a process of its own, says
/// its port on standard output, and goes when standard input ends.
/// </summary>
internal static class ScriptedUpstream
{
    private const int StackSize = 256 * 1024;

    public static int Run()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1024);
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture));
        Begin(() => Accept(listener));
        while (Console.In.Read() >= 0)
        {
        }

        return 0;
    }

    private static void Begin(ThreadStart work) => new Thread(work, StackSize) { IsBackground = true }.Start();

    private static void Accept(Socket listener)
    {
        while (true)
        {
            var connection = listener.Accept();
            connection.NoDelay = true;
            Begin(() => Serve(connection));
        }
    }

    private static void Serve(Socket connection)
    {
        try
        {
            using (connection)
            {
                var requests = new RequestReader(connection);
                while (requests.Next())
                    Answer(connection, requests.IsMessages ? Script.Messages : Script.Chat, requests.Wish);
            }
        }
        catch (SocketException)
        {
            // Whoever asked has gone.
        }
    }

    private static void Answer(Socket connection, Script script, Wish wish)
    {
        if (!wish.IsStream)
        {
            connection.Send(script.Document);
            return;
        }

        connection.Send(script.Opening);
        var piece = script.Piece.AsSpan().ToArray();
        var stamp = piece.AsSpan(script.Stamp, Script.Digits);
        for (var i = 0; i < wish.Events; i++)
        {
            if (wish.Pause > 0)
                Thread.Sleep(wish.Pause);
            Utf8Formatter.TryFormat(Stopwatch.GetTimestamp(), stamp, out _, new StandardFormat('D', Script.Digits));
            connection.Send(piece);
        }

        connection.Send(script.Ending);
    }
}
