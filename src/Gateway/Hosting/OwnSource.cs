using System;
using System.IO;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>The folder that this gateway runs from, as a module ships it or as a copy of that.</summary>
internal static class OwnSource
{
    /// <summary>Null where it is not known, as in a PowerShell.</summary>
    public static GatewaySource? Find()
    {
        // A program of its own lies one folder deeper than the libraries.
        var folder = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        foreach (var candidate in new[] { folder, Path.GetDirectoryName(folder) })
        {
            if (candidate is not null && File.Exists(Path.Combine(candidate, "ClaudeDesktop.Gateway.runtimeconfig.json")))
                return new GatewaySource(candidate, GatewayVersion.Text);
        }

        return null;
    }
}
