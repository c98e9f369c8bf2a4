using System;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>
/// Has .NET do the work of a socket on the thread that heard of it. Handing each event of a stream to another thread costs more than
/// the event itself. In return nothing on that way may wait: a large body, and a budget that waits for its lock, go elsewhere first.
/// </summary>
internal static class InlineSockets
{
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>To be called before the first socket is made; .NET reads it once.</summary>
    public static void Begin()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
            Environment.SetEnvironmentVariable(Variable, "1");
    }
}
