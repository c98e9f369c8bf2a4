namespace ClaudeDesktop;

/// <summary>
/// Every way in which the domain says no. The names are the module's error ids and stay. What is said of each, the meaning and then what to do,
/// is what about_CDErrors says.
/// </summary>
public enum ErrorCode
{
    /// <summary>No provider has that name or id.</summary>
    /// <remarks>List the providers with Get-CDProvider, or add one with New-CDProvider.</remarks>
    ProviderNotFound,

    /// <summary>A provider with that id exists already.</summary>
    /// <remarks>Change it with Set-CDProvider, or give the new one another -Id.</remarks>
    ProviderAlreadyExists,

    /// <summary>The provider cannot be used as it stands; the message lists everything that is wrong with it.</summary>
    /// <remarks>Correct what is named, and run the command again.</remarks>
    ProviderInvalid,

    /// <summary>The provider is the one that Claude Desktop uses now.</summary>
    /// <remarks>Switch to another one first, or use -Force, which puts Claude Desktop back to official mode.</remarks>
    ProviderIsActive,

    /// <summary>The official provider is Claude Desktop's own and cannot be changed, copied, removed or asked.</summary>
    /// <remarks>Use a provider of your own, or Restore-CDOfficial to switch to the official one.</remarks>
    ProviderIsOfficial,

    /// <summary>The provider has no key, or one that no request can carry.</summary>
    /// <remarks>Give it one with Set-CDProvider -ApiKey.</remarks>
    ProviderKeyMissing,

    /// <summary>The gateway cannot translate to the format of this provider.</summary>
    /// <remarks>Choose another -ApiFormat with Set-CDProvider, or another provider.</remarks>
    ApiFormatUnsupported,

    /// <summary>There is no preset of that name.</summary>
    /// <remarks>List the presets with Get-CDPreset, or describe the provider with -BaseUri, -Mode and -ApiFormat.</remarks>
    PresetNotFound,

    /// <summary>What the preset's address needs, a resource or a region, is missing, cannot stand in an address, or was given without a preset.</summary>
    /// <remarks>Give -Resource or -Region as the vendor's page shows it, or the whole address with -BaseUri.</remarks>
    PresetValueInvalid,

    /// <summary>More than one provider was to be enabled, and Claude Desktop can be switched to one. Nothing was changed.</summary>
    /// <remarks>Name one of them.</remarks>
    MoreThanOneProvider,

    /// <summary>No profile of another program was applied before the first switch, or it is gone.</summary>
    /// <remarks>Run Restore-CDOfficial without -Previous.</remarks>
    PreviousProfileMissing,

    /// <summary>A file of Claude Desktop's or of this module does not hold what it should. It was left as it is.</summary>
    /// <remarks>Put the named file right, or move it away.</remarks>
    FileUnreadable,

    /// <summary>A file or folder that would be written is a symbolic link, and writing would replace the link.</summary>
    /// <remarks>Put the real file or folder in the link's place.</remarks>
    FileIsLink,

    /// <summary>A file that would be written is read-only.</summary>
    /// <remarks>Take the read-only mark away; the error gives the command.</remarks>
    FileReadOnly,

    /// <summary>The account may not read or write the file that is named, or another program holds it.</summary>
    /// <remarks>Close that program, or give your account the right, and run the command again.</remarks>
    FileAccessDenied,

    /// <summary>Another program changed a file at the same moment. Nothing was written to it.</summary>
    /// <remarks>Run the command again.</remarks>
    FileChangedMeanwhile,

    /// <summary>A file could not be written, such as for want of room. It is as it was.</summary>
    /// <remarks>Check the disk and the folder, and run the command again.</remarks>
    FileWriteFailed,

    /// <summary>Another command is changing providers and does not come to an end.</summary>
    /// <remarks>Wait until it has ended, or end it, and run the command again.</remarks>
    StoreBusy,

    /// <summary>The module's data was written by a newer version of it.</summary>
    /// <remarks>Update the module, and open a new shell.</remarks>
    StoreTooNew,

    /// <summary>A switch failed, and what it had written was taken back.</summary>
    /// <remarks>Remove what the message names, and switch again.</remarks>
    SwitchFailed,

    /// <summary>A switch was cut short and could be neither finished nor taken back.</summary>
    /// <remarks>Remove what stands in the way, and run Repair-CDProfile.</remarks>
    SwitchInterrupted,

    /// <summary>There is no snapshot of that id.</summary>
    /// <remarks>List the snapshots with Get-CDProfile -History.</remarks>
    SnapshotNotFound,

    /// <summary>The state of that snapshot cannot be brought back, such as when its provider is gone. Nothing was written.</summary>
    /// <remarks>Choose another snapshot, or switch with Enable-CDProvider or Restore-CDOfficial.</remarks>
    SnapshotUnusable,

    /// <summary>More than one snapshot was to be brought back. Nothing was changed.</summary>
    /// <remarks>Name one of them.</remarks>
    MoreThanOneSnapshot,

    /// <summary>Claude Desktop does not exist for this operating system.</summary>
    /// <remarks>Use Windows, macOS or Linux.</remarks>
    PlatformUnsupported,

    /// <summary>The machine has nothing that could run the gateway, or not the host that was asked for.</summary>
    /// <remarks>Install the ASP.NET Core 10 runtime, or PowerShell 7.6 or newer.</remarks>
    GatewayHostNotFound,

    /// <summary>Another program listens on the port that was asked for.</summary>
    /// <remarks>End that program, name another port, or leave -Port away: a free one is then chosen.</remarks>
    GatewayPortTaken,

    /// <summary>A gateway of this user runs already.</summary>
    /// <remarks>It serves Claude Desktop as it is. To start another, end it first with Stop-CDGateway.</remarks>
    GatewayAlreadyRunning,

    /// <summary>The gateway did not start, or did not answer in time; the message has its last words.</summary>
    /// <remarks>Do what they say. Give a slow machine longer with -TimeoutSec.</remarks>
    GatewayStartFailed,

    /// <summary>The gateway could not be ended, or what listens on its port is not yours.</summary>
    /// <remarks>End the named process by its own means.</remarks>
    GatewayStopFailed,

    /// <summary>No gateway of yours runs where one is needed.</summary>
    /// <remarks>Start it with Start-CDGateway. Get-CDGateway shows what runs.</remarks>
    GatewayNotRunning,

    /// <summary>Claude Desktop needs the gateway, or it is answering requests, and nobody is there to be asked. It was left running.</summary>
    /// <remarks>Give -Force to stop it all the same.</remarks>
    GatewayInUse,

    /// <summary>The system has nothing that runs programs at logon, or not the program that controls it.</summary>
    /// <remarks>Run Start-CDGateway -Foreground in whatever starts services there.</remarks>
    RegistrationUnavailable,

    /// <summary>The system refused to register the gateway; the message has its words. What was begun is taken back.</summary>
    /// <remarks>Do what they say; the error names what is usual on that system.</remarks>
    RegistrationFailed,

    /// <summary>What is for everybody who uses the machine takes an administrator.</summary>
    /// <remarks>Run it as SYSTEM or root, or in an elevated shell; or leave -AllUsers away.</remarks>
    AdministratorRequired,

    /// <summary>All data of the module would go, and nobody is there to confirm it. Nothing was changed.</summary>
    /// <remarks>Give -Force as well, to have it done without a question.</remarks>
    PurgeNotConfirmed,

    /// <summary>There is nothing to import at that path.</summary>
    /// <remarks>Name the file with -Path.</remarks>
    ImportSourceMissing,

    /// <summary>There is no ledger at that path.</summary>
    /// <remarks>Name a ledger's file, or the folder that the ledgers lie in.</remarks>
    LedgerMissing,

    /// <summary>The file cannot be understood. Nothing was imported from it.</summary>
    /// <remarks>Put it right with the program that it belongs to, or name a list that Export-CDProvider wrote.</remarks>
    ImportSourceUnreadable,

    /// <summary>The passphrase does not open the list's keys, or somebody changed them. Nothing was imported.</summary>
    /// <remarks>Give the passphrase that the list was made with, or leave it out to import without keys.</remarks>
    PassphraseWrong,

    /// <summary>The file to write is there already, and -NoClobber was given.</summary>
    /// <remarks>Name another file, or leave -NoClobber out.</remarks>
    ExportTargetExists,

    /// <summary>The system's SQLite library, which reads cc-switch's database, is not installed.</summary>
    /// <remarks>Install it; the error says how.</remarks>
    SqliteMissing,

    /// <summary>Claude Desktop was not found where it was looked for.</summary>
    /// <remarks>Install it, or name its program in CLAUDEDESKTOP_APP_PATH.</remarks>
    AppNotFound,

    /// <summary>Claude Desktop was asked to quit and still runs.</summary>
    /// <remarks>Quit it from its own menu, or run Restart-CDApp -Force.</remarks>
    AppQuitFailed,

    /// <summary>Claude Desktop was told to start and does not run.</summary>
    /// <remarks>Start it yourself.</remarks>
    AppStartFailed,

    /// <summary>Nobody answers at the provider's address.</summary>
    /// <remarks>Check the address, the network and the proxy.</remarks>
    UpstreamUnreachable,

    /// <summary>The provider did not answer in time.</summary>
    /// <remarks>Try again, or give it longer with -TimeoutSec.</remarks>
    UpstreamTimeout,

    /// <summary>The provider does not accept the key, or does not let it do this.</summary>
    /// <remarks>Copy the key from the vendor's page again and set it with Set-CDProvider -ApiKey; check its rights there.</remarks>
    UpstreamKeyRefused,

    /// <summary>The provider knows the key, but the account has no credit.</summary>
    /// <remarks>Add credit, or use a key of another account.</remarks>
    UpstreamNoCredit,

    /// <summary>The provider's address leads nowhere, elsewhere, or to a web page.</summary>
    /// <remarks>Correct it with Set-CDProvider -BaseUri.</remarks>
    UpstreamAddressWrong,

    /// <summary>The provider does not know the model.</summary>
    /// <remarks>See which it has with Get-CDModel, and set its routes.</remarks>
    UpstreamModelUnknown,

    /// <summary>The provider refuses the request.</summary>
    /// <remarks>Check the model's name and the format; the message has the provider's own words.</remarks>
    UpstreamRefused,

    /// <summary>The provider asks to be left alone for a while, or has a problem of its own.</summary>
    /// <remarks>Try again later, or raise the limit of your plan.</remarks>
    UpstreamBusy,

    /// <summary>The provider answers with something that is not of its format.</summary>
    /// <remarks>Check its address and its -ApiFormat.</remarks>
    UpstreamAnswerUnreadable,

    /// <summary>There is no such home folder, or the account may not see it.</summary>
    /// <remarks>Give the whole path of a user's home folder, from an account that may read it.</remarks>
    UserProfileNotFound,

    /// <summary>The system's store for secrets does not answer or does not work.</summary>
    /// <remarks>Unlock or install it; or leave the key in a vault or a variable; or allow a file with -AllowFileStore.</remarks>
    SecretStoreUnavailable,

    /// <summary>The environment variable that holds the provider's key is not set here.</summary>
    /// <remarks>Set it before the command, and before the gateway starts.</remarks>
    EnvironmentVariableMissing,

    /// <summary>The key lies in a vault, and the module that reads vaults is not installed.</summary>
    /// <remarks>Install Microsoft.PowerShell.SecretManagement and register the vault.</remarks>
    SecretVaultModuleMissing,

    /// <summary>The vault is not registered, or cannot be asked from where the key is needed.</summary>
    /// <remarks>Register it with Register-SecretVault; start the gateway from PowerShell, which asks the vault.</remarks>
    SecretVaultUnavailable,

    /// <summary>The vault has no secret of that name, or does not give it.</summary>
    /// <remarks>Check the name with Get-SecretInfo, and that the vault is unlocked.</remarks>
    SecretNotFound,

    /// <summary>There is no such budget.</summary>
    /// <remarks>List the budgets with Get-CDBudget.</remarks>
    BudgetNotFound,

    /// <summary>The budget cannot be as it was described; the message says what is wrong. Nothing was changed.</summary>
    /// <remarks>Give it a limit above 0, in money or in tokens, and a share for the warning from 0 to 1.</remarks>
    BudgetInvalid,

    /// <summary>A row of the list of prices makes no sense; the message names the row and the field. No price was changed.</summary>
    /// <remarks>Put it right, and run the command again.</remarks>
    PriceListInvalid,

    /// <summary>Prices are not, or could not be, fetched from that address. No price was changed.</summary>
    /// <remarks>Give an address that begins with https://, or download the list and give it with -Path.</remarks>
    PriceSourceRefused,
}
