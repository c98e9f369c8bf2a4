namespace ClaudeDesktop.Tests.Journeys;

/// <summary>The layouts in which Claude Desktop keeps its files.</summary>
public enum FixtureKind
{
    WindowsPackaged,
    WindowsPackagedBefore20348,
    WindowsClassic,
    MacOS,
    Linux,
    UserDataFolder,
}
