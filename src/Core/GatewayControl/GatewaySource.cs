namespace ClaudeDesktop.GatewayControl;

/// <summary>A gateway as a module ships it.</summary>
/// <param name="Folder">The folder that it lies in, which goes with the module.</param>
/// <param name="Version">The module's version.</param>
public sealed record GatewaySource(string Folder, string Version);
