using System;
using System.Net;
using System.Net.Sockets;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>The gateway cannot listen on its port.</summary>
#pragma warning disable CA1032 // Without a code it would not be this exception.
internal sealed class GatewayStartException(string code, string message, Exception? cause = null) : Exception(message, cause)
#pragma warning restore CA1032
{
    /// <summary><c>PortTaken</c>, <c>PortNotAllowed</c>, <c>AddressNotLoopback</c> or <c>ListenFailed</c>.</summary>
    public string Code { get; } = code;

    public static GatewayStartException NotLoopback(IPAddress address) => new(
        "AddressNotLoopback",
        $"The gateway listens on {IPAddress.Loopback} only, not on {address}: it spends money for whoever reaches it, so no other machine may, and Claude Desktop's profile names this address.");

    /// <summary>The reason behind a failure to start, or null where it is another kind of failure.</summary>
    public static GatewayStartException? From(Exception failure, int port)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException socket)
            {
                return socket.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse => new("PortTaken", $"Port {port} is taken by another program.", failure),
                    SocketError.AccessDenied => new("PortNotAllowed", $"Port {port} may not be used: it is reserved by the system, or needs more rights.", failure),
                    _ => new("ListenFailed", $"Port {port} cannot be listened on: {socket.Message}", failure),
                };
            }
        }

        return null;
    }
}
