namespace ClaudeDesktop.Desktop.App;

/// <summary>In which form Claude Desktop is installed.</summary>
public enum AppKind
{
    /// <summary>Nowhere that was looked.</summary>
    None,

    /// <summary>The Windows package (MSIX).</summary>
    WindowsPackage,

    /// <summary>The older Windows installer, which lives in the user's own folder.</summary>
    WindowsClassic,

    MacBundle,

    LinuxPackage,

    /// <summary>The program that <c>CLAUDEDESKTOP_APP_PATH</c> names.</summary>
    Named,
}
