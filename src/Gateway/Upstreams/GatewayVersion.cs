using System.Reflection;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>What the gateway calls itself.</summary>
internal static class GatewayVersion
{
    public static string Text { get; } = typeof(GatewayVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    public static string UserAgent { get; } = "ClaudeDesktop.PS/" + Text;
}
