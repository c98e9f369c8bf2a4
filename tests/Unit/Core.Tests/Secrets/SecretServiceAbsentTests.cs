using System;
using System.Collections.Generic;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Secrets;

/// <summary>What a Linux without a working Secret Service says, in a process of its own: the library keeps its first connection.</summary>
public sealed class SecretServiceAbsentTests : IDisposable
{
    private static readonly string[] Choices = ["-VaultName", "-ApiKeyFromEnvironment", "Set-CDProvider NAME -AllowFileStore"];
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Without_a_session_bus_nothing_is_kept_and_the_choices_are_named()
    {
        var store = new UserSecretStore(new PretendSystem(SystemKind.Linux, _home.Root), _home.Data, new FileOperations());
        var error = Assert.Throws<ClaudeDesktopException>(() => store.Set("provider:kimi", "sk-0123456789"));
        Assert.Equal(ErrorCode.SecretStoreUnavailable, error.Code);
        Assert.Contains("no D-Bus session", error.Message, StringComparison.Ordinal);
        Assert.All(Choices, choice => Assert.Contains(choice, error.RecommendedAction, StringComparison.Ordinal));
        Assert.Null(store.Get("provider:kimi"));
        store.Remove("provider:kimi");
        Assert.Empty(_home.Tree());
    }

    [Fact]
    public void A_bus_that_is_gone_is_said_to_be()
    {
        Assert.SkipWhen(Keyring.Missing is not null, Keyring.Missing ?? "");
        var answer = Ask(new Dictionary<string, string?> { ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere/bus" });
        Assert.StartsWith("SecretStoreUnavailable: Secrets cannot be kept: the Secret Service (libsecret) refused", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bus_without_the_service_is_said_to_be()
    {
        Assert.SkipWhen(Keyring.Missing is not null, Keyring.Missing ?? "");
        using var keyring = new Keyring(withService: false);
        Assert.StartsWith("SecretStoreUnavailable: Secrets cannot be kept: the Secret Service (libsecret) refused", Ask(keyring.Environment), StringComparison.Ordinal);
    }

    [Fact]
    public void A_locked_collection_holds_nobody_up()
    {
        Assert.SkipWhen(Keyring.Missing is not null, Keyring.Missing ?? "");
        using var keyring = new Keyring();
        Assert.Equal(["done"], SecretClient.Run(_home.Data, keyring.Environment, "set", "a", "1"));
        keyring.Lock();
        Assert.All(
            SecretClient.Run(_home.Data, keyring.Environment, "set", "a", "2", "get", "a", "", "remove", "a", "", "add", "a", "3"),
            answer => Assert.StartsWith("SecretStoreUnavailable: The secrets are out of reach: the Secret Service (libsecret) ", answer, StringComparison.Ordinal));
    }

    [Fact]
    public void A_service_that_never_answers_is_given_up()
    {
        Assert.SkipWhen(Keyring.Missing is not null, Keyring.Missing ?? "");
        using var keyring = new Keyring();
        keyring.Freeze();
        Assert.Contains("gave no answer in 5 seconds", Ask(keyring.Environment), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bus_that_dies_does_not_take_its_user_along()
    {
        Assert.SkipWhen(Keyring.Missing is not null, Keyring.Missing ?? "");
        var keyring = new Keyring();
        using var client = SecretClient.Start(_home.Data, keyring.Environment, "set", "a", "1", "wait", "", "", "get", "a", "");
        Assert.Equal("done", client.StandardOutput.ReadLine());
        keyring.Dispose();
        client.StandardInput.Close();
        var answers = SecretClient.Answer(client);
        Assert.Equal("done", answers[0]);
        Assert.StartsWith("SecretStoreUnavailable", answers[1], StringComparison.Ordinal);
    }

    private string Ask(IReadOnlyDictionary<string, string?> environment) => Assert.Single(SecretClient.Run(_home.Data, environment, "set", "a", "1"));
}
