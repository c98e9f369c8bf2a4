using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Hostile;

/// <summary>A connection on which anything can be sent, since no client library sends what an attacker does.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TcpClient _client = new();

    public static async Task<RawConnection> OpenAsync(int port)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>Sends bytes, says that no more will come, and reads every answer.</summary>
    public static async Task<IReadOnlyList<RawAnswer>> AskAsync(int port, string request)
    {
        using var connection = await OpenAsync(port);
        await connection.SendAsync(request);
        return await connection.ReadAsync();
    }

    /// <summary>Sends text of which every character stands for one byte.</summary>
    public async Task SendAsync(string bytes)
    {
        try
        {
            await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(bytes), TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Refused and closed before all of it was sent.
        }
    }

    /// <summary>Everything until the gateway closes the connection.</summary>
    public async Task<IReadOnlyList<RawAnswer>> ReadAsync()
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bounded.CancelAfter(Patience);
        using var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            int length;
            while ((length = await _client.GetStream().ReadAsync(buffer, bounded.Token)) > 0)
                received.Write(buffer, 0, length);
        }
        catch (IOException)
        {
            // Reset, since the gateway did not read all that was sent.
        }

        return RawAnswer.ReadAll(received.ToArray());
    }

    public void Dispose() => _client.Dispose();
}
