using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Desktop.App;

/// <summary>How finding, quitting and starting the app can fail, and what to do then.</summary>
internal static class AppErrors
{
    public const string StillThere =
        "Claude Desktop was asked to quit and still runs. It saves its settings when it quits, which may undo the last switch: run Restart-CDApp, or Enable-CDProvider once it has quit.";

    public const string BeingStarted = "Claude Desktop has quit, its files are written, and it was told to start, but it was not seen running yet.";

    public static ClaudeDesktopException NotFound(ModuleContext context)
    {
        var named = context.System.Variable(AppControl.PathVariable);
        return new ClaudeDesktopException(
            ErrorCode.AppNotFound,
            named is not null ? $"There is no program '{named}', which {AppControl.PathVariable} names."
            : context.App.IsKnown ? "Claude Desktop was not found on this machine."
            : "CLAUDEDESKTOP_APP_HOME names a folder that no installed Claude Desktop reads, so there is none to restart.",
            $"Install Claude Desktop, or name its program in {AppControl.PathVariable}.",
            named);
    }

    public static ClaudeDesktopException DidNotQuit(IReadOnlyList<AppProcess> left) => new(
        ErrorCode.AppQuitFailed,
        $"Claude Desktop was asked to quit, but these of its processes still run: {string.Join(", ", left.Select(process => process.Id))}. Its files were not written again.",
        "Quit it from its own menu, or run Restart-CDApp -Force, which ends it.",
        left.Select(process => process.Id).ToArray());

    public static ClaudeDesktopException DidNotStart(InstalledApp app, Exception? cause) => new(
        ErrorCode.AppStartFailed,
        $"Claude Desktop was told to start, but does not run.{(cause is null ? "" : " " + cause.Message)}",
        "Start Claude Desktop yourself.",
        app.ExecutablePath,
        cause);

    public static ClaudeDesktopException NotWrittenAgain(Exception cause) => new(
        cause is ClaudeDesktopException { Code: var code } ? code : ErrorCode.FileWriteFailed,
        $"Claude Desktop was restarted, but its files could not be written again, so it may have undone the switch. {cause.Message}",
        cause is ClaudeDesktopException { RecommendedAction: var action } ? action + " Then run Restart-CDApp." : "Check the disk, then run Restart-CDApp.",
        (cause as ClaudeDesktopException)?.Target,
        cause);
}
