using System;
using System.Collections.Generic;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Secrets;

public sealed class DpapiSecretStoreTests() : SecretStoreContract(OperatingSystem.IsWindows() ? null : "DPAPI is Windows'.")
{
    private protected override IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?> { [SecretStores.Variable] = "Dpapi" };

    [Fact]
    public void No_value_stands_in_the_file()
    {
        Store().Set("a", "canary-0123456789");
        Assert.DoesNotContain("canary", Home.Text(Home.Data.ProtectedSecretFile), StringComparison.Ordinal);
        Assert.Null(Home.Text(Home.Data.SecretFile));
    }

    [Fact]
    public void A_value_that_was_moved_to_another_name_is_refused()
    {
        Store().Set("a", "canary-0123456789");
        Home.Write(Home.Data.ProtectedSecretFile, Home.Text(Home.Data.ProtectedSecretFile)!.Replace("\"a\"", "\"b\"", StringComparison.Ordinal));
        Assert.Equal(ErrorCode.SecretStoreUnavailable, Assert.Throws<ClaudeDesktopException>(() => Store().Get("b")).Code);
    }

    private protected override ISecretStore Store(ThrowAwayHome home) => new UserSecretStore(HostSystem.Current, home.Data, new FileOperations());
}
