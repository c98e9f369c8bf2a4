using ClaudeDesktop.Secrets.Vaults;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets;

/// <summary>Secrets in one file that this user alone can read.</summary>
public sealed class FileSecretStore(DataHome home, IFileOperations files) : LockedSecretStore(home)
{
    private readonly ValueFile _file = new(home.SecretFile, files);

    public override string? Get(string name) => _file.Get(name);

    private protected override ISecretVault ForWriting() => _file;

    private protected override ISecretVault? ForRemoval() => _file;
}
