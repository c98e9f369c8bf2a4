using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>What the module says where the operating system does not take a registration.</summary>
internal static class RegistrationErrors
{
    public static ClaudeDesktopException ProgramMissing(string program) => new(
        ErrorCode.RegistrationUnavailable,
        $"This system has no '{program}', which would run the gateway at logon.",
        "Run Start-CDGateway -Foreground in whatever starts services here; it is made for that.",
        program);

    public static ClaudeDesktopException StepFailed(RegistrationStep step, ProgramRun run, SystemKind system) => new(
        ErrorCode.RegistrationFailed,
        $"'{step}' failed{(run.ExitCode is { } code ? $" with exit code {code}" : "")}: {(run.Words.Length > 0 ? run.Words : "it said nothing")}",
        Advice(system),
        step.Program);

    public static ClaudeDesktopException ReadAsVariable(string text, string name) => new(
        ErrorCode.RegistrationUnavailable,
        $"Task Scheduler would put the value of a variable in place of {name} in '{text}', so this cannot be registered.",
        "Choose a folder without such a name in its path: set CLAUDEDESKTOP_HOME, or the variable that the message shows, and run it again. Or use Start-CDGateway.",
        text);

    public static ClaudeDesktopException NoAdministrator() => new(
        ErrorCode.AdministratorRequired,
        "Only an administrator can register the gateway for everybody who uses this machine, and you are none in this shell.",
        "Run it as SYSTEM or root, as Intune and Jamf do, or in an elevated shell (sudo); or leave -AllUsers away, to register it for yourself.");

    private static string Advice(SystemKind system) => system switch
    {
        SystemKind.Windows =>
            "Where access was denied, tasks at logon are for administrators here: run it once in an elevated shell. schtasks.exe /Query shows whether Task Scheduler answers at all.",
        SystemKind.MacOS => "Sign in at the screen as this user, not over SSH alone, and run it again. System Settings, General, Login Items shows what is not allowed to run.",
        _ => "systemd runs this for users who are logged on: log on as this user itself, not by su or sudo, or let its systemd run always (loginctl enable-linger). "
            + "In a container there is none: Start-CDGateway -Foreground.",
    };
}
