namespace ClaudeDesktop.Desktop.App;

/// <summary>How one kind of system asks the app to quit and starts it.</summary>
internal interface IAppCommands
{
    /// <summary>Asks, and does not wait.</summary>
    void AskToQuit(AppProcess main);

    /// <summary>The program that starts the app, detached from whoever calls it.</summary>
    ProgramCall Launch(InstalledApp app);
}
