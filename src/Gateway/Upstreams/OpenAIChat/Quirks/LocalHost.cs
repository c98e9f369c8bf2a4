using System;
using System.Net;
using System.Net.Sockets;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;

/// <summary>Tells servers of one's own (llama.cpp, vLLM, LM Studio) from vendors by their address.</summary>
internal static class LocalHost
{
    public const string Pattern = "(local)";

    public static bool Is(Uri address)
    {
        if (address.HostNameType is not (UriHostNameType.IPv4 or UriHostNameType.IPv6))
            return !address.Host.Contains('.', StringComparison.Ordinal) || address.Host.EndsWith(".local", StringComparison.OrdinalIgnoreCase);
        var ip = IPAddress.Parse(address.DnsSafeHost);
        if (IPAddress.IsLoopback(ip) || ip.IsIPv6LinkLocal || ip.IsIPv6UniqueLocal)
            return true;
        return ip.AddressFamily == AddressFamily.InterNetwork && ip.GetAddressBytes() is [10, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [100, >= 64 and < 128, ..];
    }
}
