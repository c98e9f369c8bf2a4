using System;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>The provider that the demo adds, in the way in which everybody's is added.</summary>
internal static class DemoProvider
{
    public const string Key = "demo-key-that-only-the-embedded-upstream-knows";
    public const string Model = "demo-model-1";

    public static Provider Add(ModuleContext context, Uri upstream) => new ProviderChanges(context).Add(
        new Provider
        {
            Id = "demo",
            Name = "Demo",
            Mode = ProviderMode.Mapped,
            ApiFormat = ApiFormat.OpenAIChat,
            BaseUri = upstream,
            AuthScheme = AuthScheme.Bearer,
            Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = ModelRoles.DefaultRouteId(ModelRole.Sonnet), Model = Model }],
        },
        Key);
}
