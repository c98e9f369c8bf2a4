using System;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using Xunit;

namespace ClaudeDesktop.Tests.Secrets;

public sealed class SecretStoresTests
{
    [Theory]
    [InlineData(SystemKind.Windows, SecretStoreKind.Dpapi)]
    [InlineData(SystemKind.MacOS, SecretStoreKind.Keychain)]
    [InlineData(SystemKind.Linux, SecretStoreKind.SecretService)]
    [InlineData(SystemKind.Other, SecretStoreKind.SecretService)]
    public void Each_system_has_a_store_of_its_own_that_must_prove_itself(SystemKind system, SecretStoreKind own)
    {
        Assert.Equal(new SecretStoreChoice(own, IsSettled: false, IsWish: false), SecretStores.Choose(system, null, null));
        Assert.Equal(new SecretStoreChoice(own, IsSettled: false, IsWish: false), SecretStores.Choose(system, " auto ", null));
    }

    [Theory]
    [InlineData(SecretStoreKind.SecretService)]
    [InlineData(SecretStoreKind.File)]
    public void Where_secrets_lie_already_they_stay(SecretStoreKind settled) =>
        Assert.Equal(new SecretStoreChoice(settled, IsSettled: true, IsWish: false), SecretStores.Choose(SystemKind.Linux, null, settled));

    [Fact]
    public void A_data_folder_of_another_system_begins_anew() =>
        Assert.Equal(new SecretStoreChoice(SecretStoreKind.SecretService, IsSettled: false, IsWish: false), SecretStores.Choose(SystemKind.Linux, null, SecretStoreKind.Dpapi));

    [Theory]
    [InlineData("File", SecretStoreKind.File, true)]
    [InlineData("file", SecretStoreKind.File, true)]
    [InlineData("SecretService", SecretStoreKind.SecretService, false)]
    public void What_the_user_names_goes_before_all_else(string wish, SecretStoreKind kind, bool isSettled)
    {
        Assert.Equal(new SecretStoreChoice(kind, isSettled, IsWish: true), SecretStores.Choose(SystemKind.Linux, wish, null));
        Assert.Equal(kind, SecretStores.Choose(SystemKind.Linux, wish, SecretStoreKind.File).Kind);
        Assert.Equal(kind, SecretStores.Choose(SystemKind.Linux, wish, SecretStoreKind.SecretService).Kind);
    }

    [Theory]
    [InlineData("Keychain")]
    [InlineData("Dpapi")]
    [InlineData("7")]
    [InlineData("Vault")]
    public void A_store_that_the_system_does_not_have_is_refused(string wish)
    {
        var error = Assert.Throws<ClaudeDesktopException>(() => SecretStores.Choose(SystemKind.Linux, wish, null));
        Assert.Equal(ErrorCode.SecretStoreUnavailable, error.Code);
        Assert.Contains("SecretService, File or Auto", error.RecommendedAction, StringComparison.Ordinal);
    }
}
