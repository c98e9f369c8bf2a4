namespace ClaudeDesktop.Desktop.App;

/// <summary>Quits by the signal that asks for it, and starts in a session of its own, so that neither Ctrl+C nor the end of the shell reaches the app.</summary>
internal sealed class LinuxAppCommands : IAppCommands
{
    private const string Detached =
        "exec </dev/null >/dev/null 2>&1; if command -v setsid; then setsid \"$1\" & else trap '' HUP; \"$1\" & fi";

    public void AskToQuit(AppProcess main) => _ = UnixNative.AskToEnd(main.Id);

    public ProgramCall Launch(InstalledApp app) => new("/bin/sh", ["-c", Detached, "sh", app.LaunchName]);
}
