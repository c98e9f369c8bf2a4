using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>A proxy on loopback that tunnels whatever host it is asked for to one port of this machine.</summary>
internal sealed class TunnelProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _tunnel;

    public TunnelProxy(int port)
    {
        _listener.Start();
        _tunnel = Task.Run(() => TunnelAsync(port));
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>The first line of what the proxy was asked for.</summary>
    public string? Asked { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        try
        {
            await _tunnel;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or System.IO.IOException)
        {
            // Whoever was tunnelled has hung up.
        }
    }

    private async Task TunnelAsync(int port)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, port);
        var (near, far) = (client.GetStream(), server.GetStream());
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await near.ReadAsync(one) > 0)
            head.Append((char)one[0]);
        Asked = head.ToString().Split('\r')[0];
        await near.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
        await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
    }
}
