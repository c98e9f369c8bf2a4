using System.Collections.Concurrent;
using System.Linq;
using System.Management.Automation;
using System.Security;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Cmdlets;

/// <summary>The vaults that the user has registered with PowerShell's SecretManagement, if that is installed.</summary>
internal sealed class SecretManagementVault(CommandInvocationIntrinsics shell) : IKeyVault
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";
    private const string FindVault = "param($vault) " + Module + @"\Get-SecretVault -Name $vault -ErrorAction Ignore";
    private const string FindSecret = "param($name, $vault) $where = if ($vault) { @{ Vault = $vault } } else { @{} }; " + Module + @"\Get-Secret -Name $name @where -ErrorAction Stop";

    // A command that asks an upstream does so on other threads, where no shell answers: what was read before is enough there.
    private readonly ConcurrentDictionary<(string?, string), string> _read = new();

    public string Read(string? vaultName, string secretName)
    {
        if (!_read.TryGetValue((vaultName, secretName), out var text))
            _read[(vaultName, secretName)] = text = ReadNew(vaultName, secretName);
        return text;
    }

    private string ReadNew(string? vaultName, string secretName)
    {
        if (shell.GetCommand(Module + @"\Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function) is null)
        {
            throw new ClaudeDesktopException(
                ErrorCode.SecretVaultModuleMissing,
                $"The key lies in a vault, and the module {Module} is not installed.",
                $"Install it (Install-Module {Module}) and register the vault, or give the key in another way.",
                Module);
        }

        if (vaultName is not null && shell.InvokeScript(FindVault, vaultName).Count == 0)
        {
            throw new ClaudeDesktopException(
                ErrorCode.SecretVaultUnavailable,
                $"No vault is registered as '{vaultName}'.",
                "Register it with Register-SecretVault, or name another one with Set-CDProvider -VaultName. Get-SecretVault lists what there is.",
                vaultName);
        }

        return Text(Ask(vaultName, secretName), secretName);
    }

    private object? Ask(string? vaultName, string secretName)
    {
        try
        {
            return shell.InvokeScript(FindSecret, secretName, vaultName).FirstOrDefault()?.BaseObject ?? throw NotFound(vaultName, secretName, null);
        }
        catch (RuntimeException e)
        {
            throw NotFound(vaultName, secretName, e);
        }
    }

    private static string Text(object? secret, string secretName) => secret switch
    {
        SecureString hidden => SecretText.Read(hidden),
        PSCredential credential => SecretText.Read(credential.Password),
        string text => text.Trim(),
        _ => throw new ClaudeDesktopException(
            ErrorCode.SecretNotFound, $"The secret '{secretName}' is neither a text nor a credential.", "Store the key in the vault as a text: Set-Secret -SecureStringSecret.", secretName),
    };

    // The vault's own words are passed on; they name the secret, and never hold it.
    private static ClaudeDesktopException NotFound(string? vaultName, string secretName, RuntimeException? cause) => new(
        ErrorCode.SecretNotFound,
        $"The secret '{secretName}' could not be read from {(vaultName is null ? "any vault" : $"vault '{vaultName}'")}{(cause is null ? "" : $": {cause.Message.TrimEnd('.')}")}.",
        "Check its name with Get-SecretInfo, and that the vault is unlocked (Unlock-SecretVault).",
        secretName,
        cause);
}
