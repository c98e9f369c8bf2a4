namespace ClaudeDesktop.Desktop.App;

/// <summary>Quits as the app's own menu does; where macOS does not let this terminal speak to the app, by the signal that means the same.</summary>
internal sealed class MacAppCommands : IAppCommands
{
    public static ProgramCall Quit { get; } = new("/usr/bin/osascript", ["-e", $"tell application id \"{MacAppFinder.BundleId}\" to quit"]);

    public void AskToQuit(AppProcess main)
    {
        if (ShortRun.Output(Quit.FileName, Quit.Arguments) is null)
            _ = UnixNative.AskToEnd(main.Id);
    }

    // By its path, since another copy of the app may bear the same bundle id.
    public ProgramCall Launch(InstalledApp app) => new("/usr/bin/open", [app.LaunchName]);
}
