using ClaudeDesktop.Secrets.Vaults;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>Where the copy of the gateway that is run at logon lies, and what its registration is called.</summary>
internal static class RegistrationPlace
{
    private const string FolderName = "ClaudeDesktop.PS";
    private const int SuffixLength = 8;

    /// <summary>This user's data folder; for everybody, a folder that only an administrator can change.</summary>
    public static DataHome Home(RegistrationScope scope, ModuleContext context) =>
        scope == RegistrationScope.User ? context.Home : new DataHome(context.System, MachineFolder(context.System));

    /// <summary>Keeps the registration of another data folder than the usual one apart from that one's.</summary>
    public static string Suffix(RegistrationScope scope, DataHome home)
    {
        if (scope == RegistrationScope.AllUsers)
            return "";
        var scopeName = SecretScope.Of(home);
        return scopeName == SecretScope.Own ? "" : "-" + scopeName.Remove(SuffixLength).ToLowerInvariant();
    }

    private static string MachineFolder(HostSystem system) => system.Kind switch
    {
        SystemKind.Windows => system.Join(system.Variable("ProgramW6432") ?? system.Variable("ProgramFiles") ?? @"C:\Program Files", FolderName),
        SystemKind.MacOS => "/Library/Application Support/" + FolderName,
        _ => "/usr/local/lib/" + FolderName,
    };
}
