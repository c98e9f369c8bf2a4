using System;
using System.Collections.Generic;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;

namespace ClaudeDesktop.Tests.Secrets;

/// <summary>Leaves values in the login keychain under a service name of its own test folder, so it runs only where it is asked for.</summary>
public sealed class KeychainSecretStoreTests() : SecretStoreContract(
    !OperatingSystem.IsMacOS() ? "The Keychain is macOS's."
    : System.Environment.GetEnvironmentVariable("CLAUDEDESKTOP_TEST_KEYCHAIN") is null ? "Set CLAUDEDESKTOP_TEST_KEYCHAIN to let this write to your login keychain."
    : null)
{
    private protected override IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?> { [SecretStores.Variable] = "Keychain" };

    private protected override ISecretStore Store(ThrowAwayHome home) => new UserSecretStore(HostSystem.Current, home.Data, new FileOperations());
}
