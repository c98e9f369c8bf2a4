using System;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>What all checks look at: the machine, the store and Claude Desktop's files as they were at one moment.</summary>
internal sealed record HealthScene(ModuleContext Context, StoreSnapshot Store, DesktopFiles Files, Func<int, ListenerKind> WhoListens)
{
    /// <summary>The provider that Claude Desktop was last switched to; null for the official one.</summary>
    public Provider? Active => Store.Active;

    public DesktopPaths Paths => Context.Paths;
}
