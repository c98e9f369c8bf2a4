namespace ClaudeDesktop.GatewayControl;

/// <summary>What a gateway runs in.</summary>
public enum GatewayHost
{
    /// <summary>A program of its own, with everything in it, which the module ships for this system and processor.</summary>
    Native,

    /// <summary>The machine's own .NET with ASP.NET Core.</summary>
    Dotnet,

    /// <summary>A PowerShell whose .NET is new enough, with the libraries that the module ships.</summary>
    PowerShell,
}
