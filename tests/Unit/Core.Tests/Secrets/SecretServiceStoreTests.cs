using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Secrets;

/// <summary>The real libsecret against a real GNOME Keyring.</summary>
public sealed class SecretServiceStoreTests() : SecretStoreContract(Keyring.Missing)
{
    // One for the whole process, since the library keeps its first connection.
    private static readonly Lazy<Keyring> Shared = new(Connect);

    private protected override IReadOnlyDictionary<string, string?> Environment { get; } =
        Keyring.Missing is null ? new Dictionary<string, string?>(Shared.Value.Environment) { [SecretStores.Variable] = "SecretService" } : [];

    [Fact]
    public void Another_program_sees_whose_value_it_is()
    {
        Store().Set("provider:seen", "sk-0123456789");
        var found = Shared.Value.Search("provider:seen");
        Assert.Contains("label = ClaudeDesktop.PS provider:seen", found, StringComparison.Ordinal);
        Assert.Contains("attribute.application = ClaudeDesktop.PS", found, StringComparison.Ordinal);
        Assert.Contains("secret = sk-0123456789", found, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_of_the_data_folder_holds_a_value()
    {
        Store().Set("provider:kimi", "canary-0123456789");
        Assert.Null(Home.Text(Home.Data.SecretFile));
        Assert.All(Home.Tree().Values, content => Assert.DoesNotContain("canary", Encoding.UTF8.GetString(Convert.FromBase64String(content)), StringComparison.Ordinal));
    }

    [Fact]
    public void The_trial_leaves_nothing_behind()
    {
        Store().Set("a", "1");
        Assert.DoesNotContain("trial:", Shared.Value.Run("secret-tool", "search", "--all", "application", "ClaudeDesktop.PS"), StringComparison.Ordinal);
    }

    private protected override ISecretStore Store(ThrowAwayHome home)
    {
        var system = new PretendSystem(SystemKind.Linux, home.Root);
        foreach (var (name, value) in Environment.Where(pair => pair.Value is not null))
            system.Variables[name] = value!;
        return new UserSecretStore(system, home.Data, new FileOperations());
    }

    // .NET keeps changes of the environment to itself; the library asks the system.
    private static Keyring Connect()
    {
        var keyring = new Keyring();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => keyring.Dispose();
        foreach (var (name, value) in keyring.Environment)
            _ = value is null ? unsetenv(name) : setenv(name, value, 1);
        return keyring;
    }

#pragma warning disable CA2101, CA5392, SYSLIB1054, IDE1006
    [DllImport("libc")]
    private static extern int setenv(string name, string value, int overwrite);

    [DllImport("libc")]
    private static extern int unsetenv(string name);
#pragma warning restore CA2101, CA5392, SYSLIB1054, IDE1006
}
