using System;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>The provider that the demo stores, through the same store and secrets as everybody's.</summary>
internal static class DemoProvider
{
    public const string Key = "demo-key-that-only-the-embedded-upstream-knows";
    public const string Model = "demo-model-1";

    public static Provider Add(DataHome home, Uri upstream)
    {
        var provider = new Provider
        {
            Id = "demo",
            Name = "Demo",
            Mode = ProviderMode.Mapped,
            ApiFormat = ApiFormat.OpenAIChat,
            BaseUri = upstream,
            AuthScheme = AuthScheme.Bearer,
            KeyHint = KeyHint.Of(Key),
            Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = ModelRoles.DefaultRouteId(ModelRole.Sonnet), Model = Model }],
        };
        ProviderRules.Check(provider);
        Secrets(home).Set(SecretNames.ProviderKey(provider.Id), Key);
        Change(home, before => before.With(provider).WithActive(provider.Id));
        return provider;
    }

    public static void RememberPort(DataHome home, int port) => Change(home, before => before.WithGatewayPort(port));

    public static string Token(DataHome home) => GatewayToken.GetOrCreate(Secrets(home));

    private static FileSecretStore Secrets(DataHome home) => new(home, new FileOperations());

    private static void Change(DataHome home, Func<StoreSnapshot, StoreSnapshot> change)
    {
        var store = new ProviderStore(home, new FileOperations());
        using var _ = store.Lock();
        var before = store.Read();
        store.Write(change(before), before);
    }
}
