using System;

namespace ClaudeDesktop.Storage;

/// <summary>The module's own folder, and what lies where in it.</summary>
public sealed class DataHome
{
    private const string FolderName = "ClaudeDesktop.PS";
    private readonly HostSystem _system;

    public DataHome(HostSystem system, string root)
    {
        _system = system;
        Root = root;
    }

    public string Root { get; }

    /// <summary>The providers, and which of them is active.</summary>
    public string StoreFile => _system.Join(Root, "providers.json");

    /// <summary>Held while anything of the store or of Claude Desktop's files is changed. Never deleted.</summary>
    public string LockFile => _system.Join(Root, "store.lock");

    /// <summary>Exists only while a switch is under way, or after one was cut short.</summary>
    public string SwitchJournal => _system.Join(Root, "switch.json");

    /// <summary>What a note of a switch that could not be read is kept as, before another takes its place.</summary>
    public string UnreadableJournal(int number) => _system.Join(Root, FormattableString.Invariant($"switch.unreadable-{number}.json"));

    /// <summary>The states of Claude Desktop's files before the last switches.</summary>
    public string HistoryFolder => _system.Join(Root, "history");

    public string HistoryFile(string snapshotId) => _system.Join(HistoryFolder, snapshotId + ".json");

    /// <summary>The file store: values in clear text, readable by this user alone.</summary>
    public string SecretFile => _system.Join(Root, "secrets.json");

    /// <summary>Values that Windows encrypts for this user.</summary>
    public string ProtectedSecretFile => _system.Join(Root, "secrets.protected.json");

    /// <summary>Says which store the secrets lie in, and changes whenever one of them does.</summary>
    public string SecretStoreFile => _system.Join(Root, "secretstore.json");

    /// <summary>Held while a secret is changed. Never deleted.</summary>
    public string SecretLockFile => _system.Join(Root, "secrets.lock");

    /// <summary>Which models the providers had when they were last asked.</summary>
    public string ModelFolder => _system.Join(Root, "models");

    public string ModelFile(string providerId) => _system.Join(ModelFolder, $"models-{providerId}.json");

    /// <summary>One file for each running gateway.</summary>
    public string RunFolder => _system.Join(Root, "run");

    /// <summary>What gateways that nobody watches have to say.</summary>
    public string LogFolder => _system.Join(Root, "logs");

    /// <summary>The log of the gateway that runs at logon or in the foreground; older parts of it lie beside it.</summary>
    public string GatewayLogFile => _system.Join(LogFolder, "gateway.log");

    /// <summary>The log of the scheduled repair.</summary>
    public string RepairLogFile => _system.Join(LogFolder, "repair.log");

    /// <summary>What the gateways' requests used, a file for each run and day.</summary>
    public string UsageFolder => _system.Join(Root, "usage");

    /// <summary>The programs that Claude Desktop runs for a provider's key.</summary>
    public string HelperFolder => _system.Join(Root, "helper");

    public string HelperFile(string providerId) => _system.Join(HelperFolder, $"credential-{providerId}{(_system.Kind == SystemKind.Windows ? ".cmd" : ".sh")}");

    /// <summary>Copies of the gateway that stay where they are while the module is upgraded, a folder for each version.</summary>
    public string ProgramFolder => _system.Join(Root, "bin");

    /// <summary>What is registered to run at logon.</summary>
    public string RegistrationFile => _system.Join(Root, "registration.json");

    /// <summary>The budgets that the user set.</summary>
    public string BudgetFile => _system.Join(Root, "budgets.json");

    /// <summary>What was spent of the budgets, and what is lent to gateways that run.</summary>
    public string BudgetStateFile => _system.Join(Root, "budgets.state.json");

    /// <summary>Held while budgets, their state or prices are changed. Never deleted.</summary>
    public string BudgetLockFile => _system.Join(Root, "budgets.lock");

    /// <summary>What each running gateway spends of what is lent to it.</summary>
    public string BudgetFolder => _system.Join(Root, "budgets");

    /// <summary>The user's own prices.</summary>
    public string PriceFile => _system.Join(Root, "prices.json");

    /// <summary>The user's own prices as they were before the last change.</summary>
    public string PreviousPriceFile => _system.Join(Root, "prices.previous.json");

    /// <summary>Whether this is the folder that the user has without asking for another.</summary>
    internal bool IsDefault => Root.TrimEnd('/', '\\') == Default(_system).TrimEnd('/', '\\');

    /// <summary>Refuses to write where the folder itself, or one in it that is the module's, is a link: whoever made it chose where keys would go.</summary>
    public void RefuseLink()
    {
        foreach (var folder in (string[])[Root, HistoryFolder, RunFolder, LogFolder, UsageFolder, HelperFolder, ProgramFolder, BudgetFolder])
            LinkCheck.Refuse(folder);
    }

    public static DataHome Locate(HostSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return new(system, system.Variable("CLAUDEDESKTOP_HOME") ?? Default(system));
    }

    private static string Default(HostSystem system) => system.Kind switch
    {
        SystemKind.Windows => system.Join(system.Variable("LOCALAPPDATA") ?? system.Join(system.HomeDirectory, "AppData", "Local"), FolderName),
        SystemKind.MacOS => system.Join(system.HomeDirectory, "Library", "Application Support", FolderName),
        _ => system.Join(XdgFolder(system), FolderName),
    };

    // The XDG specification wants a relative path ignored.
    private static string XdgFolder(HostSystem system) =>
        system.Variable("XDG_DATA_HOME") is { } folder && folder.StartsWith('/') ? folder : system.Join(system.HomeDirectory, ".local", "share");
}
