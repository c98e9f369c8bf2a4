using System;
using System.Net;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Live;

/// <summary>Where the user's Ollama is, by the variable that Ollama itself goes by.</summary>
public static class OllamaAddress
{
    public const string Variable = "OLLAMA_HOST";
    private const int UsualPort = 11434;

    /// <summary>The address that <c>OLLAMA_HOST</c> names, or the usual one.</summary>
    public static Uri Of(HostSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return Parse(system.Variable(Variable)?.Trim() ?? "");
    }

    // A host, a port, both, or a whole address: what is left out is the usual, and that depends on the scheme.
    internal static Uri Parse(string text)
    {
        var at = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = at < 0 ? (text == "ollama.com" ? "https" : "http") : text.Substring(0, at).ToLowerInvariant();
        var port = scheme == "https" ? 443 : at >= 0 && scheme == "http" ? 80 : UsualPort;
        var rest = at < 0 ? text : text.Substring(at + 3);
        var slash = rest.IndexOf('/');
        var path = slash < 0 ? "" : rest.Substring(slash);
        var (host, given) = Split(slash < 0 ? rest : rest.Substring(0, slash));
        if (given is not null)
            port = int.TryParse(given, out var number) && number is >= 0 and <= 65535 ? number : port;
        try
        {
            return new UriBuilder(scheme is "https" ? scheme : "http", Connectable(host), port, path.TrimEnd('/')).Uri;
        }
        catch (UriFormatException)
        {
            return new Uri($"http://127.0.0.1:{UsualPort}");
        }
    }

    // A server listens everywhere at 0.0.0.0, and nobody can be reached there.
    private static string Connectable(string host) =>
        host.Length == 0 ? "127.0.0.1"
        : !IPAddress.TryParse(host, out var address) ? host
        : address.Equals(IPAddress.Any) ? "127.0.0.1"
        : address.Equals(IPAddress.IPv6Any) ? "[::1]"
        : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : host;

    private static (string Host, string? Port) Split(string text)
    {
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']');
            return end < 0 ? (text.TrimStart('['), null) : (text.Substring(1, end - 1), end + 1 < text.Length && text[end + 1] == ':' ? text.Substring(end + 2) : null);
        }

        var colon = text.IndexOf(':');
        return colon < 0 || colon != text.LastIndexOf(':') ? (text, null) : (text.Substring(0, colon), text.Substring(colon + 1));
    }
}
