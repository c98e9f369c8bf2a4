using System.Net;
using System.Net.Sockets;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Asks the system for a port of this machine that nobody uses.</summary>
internal static class FreePort
{
    public static int Find()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        try
        {
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        finally
        {
            listener.Stop();
        }
    }
}
