using System.Collections.Generic;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;

namespace ClaudeDesktop.Tests.Secrets;

public sealed class FileSecretStoreTests() : SecretStoreContract(null)
{
    private protected override IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?> { [SecretStores.Variable] = "File" };

    private protected override ISecretStore Store(ThrowAwayHome home) => new FileSecretStore(home.Data, new FileOperations());
}
