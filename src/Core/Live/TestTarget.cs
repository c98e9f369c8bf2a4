using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Live;

/// <summary>Where a test's question goes, and how.</summary>
internal sealed record TestTarget(TestWay Way, Asked Asked, IProbe Probe, AuthScheme Scheme)
{
    /// <summary>The path that Claude Desktop puts behind a base address.</summary>
    internal const string Messages = "/v1/messages";

    private const string Query = "?beta=true";
    private static readonly TimeSpan DiscoveryPatience = TimeSpan.FromSeconds(10);

    /// <summary>What the upstream calls the model; the gateway is asked by the name that Claude Desktop knows.</summary>
    public string UpstreamModel => Way == TestWay.Gateway ? Asked.Provider.Routes.FirstOrDefault(route => route.RouteId == Asked.Model)?.Model ?? Asked.Model! : Asked.Model!;

    /// <summary>How what the provider has reaches Claude Desktop.</summary>
    public FeatureSupport Support => Asked.Provider.ApiFormat == ApiFormat.AnthropicMessages ? FeatureSupport.Native : FeatureSupport.Mapped;

    /// <param name="context">The machine.</param>
    /// <param name="provider">The provider, already known to keep the rules.</param>
    /// <param name="model">The model to ask for, or null for the first that Claude Desktop would offer.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<TestTarget> ChooseAsync(ModuleContext context, Provider provider, string? model, CancellationToken cancellation)
    {
        var key = provider.AuthScheme == AuthScheme.None ? context.Keys.Find(provider) : context.Keys.Require(provider);
        if (provider.Mode == ProviderMode.Direct)
            return await DirectAsync(provider, key, model, cancellation).ConfigureAwait(false);
        var port = context.Store.Read().GatewayPort;
        return provider.IsActive && await GatewayProbe.IsOursAsync(port, context.Home, context.Files, cancellation).ConfigureAwait(false)
            ? Gateway(provider, context.Secrets.Get(SecretNames.GatewayToken), port, model)
            : Upstream(provider, key, model);
    }

    // Claude Desktop puts its paths behind whatever base address it is given.
    private static async Task<TestTarget> DirectAsync(Provider provider, string? key, string? model, CancellationToken cancellation)
    {
        var root = provider.BaseUri!.AbsoluteUri.TrimEnd('/');
        model ??= provider.Models.Count > 0 ? provider.Models[0] : await DiscoverAsync(provider, key, new Uri(root + "/v1/models?limit=1000"), cancellation).ConfigureAwait(false);
        return new TestTarget(TestWay.Direct, new Asked(provider, new Uri(root + Messages + Query), key, model), new AnthropicProbe(), provider.AuthScheme);
    }

    private static async Task<string> DiscoverAsync(Provider provider, string? key, Uri list, CancellationToken cancellation)
    {
        try
        {
            var names = (await ModelList.AskAsync(provider, key, list, DiscoveryPatience, cancellation).ConfigureAwait(false)).Select(item => item.Id).Where(SafeModelName.IsSafe).ToList();
            return names.Find(name => name.Contains("haiku", StringComparison.OrdinalIgnoreCase)) ?? names.FirstOrDefault() ?? ModelRoles.DefaultRouteId(ModelRole.Haiku);
        }
        catch (ClaudeDesktopException)
        {
            // Not every provider lists its models; what is really wrong shows when it is asked.
            return ModelRoles.DefaultRouteId(ModelRole.Haiku);
        }
    }

    private static TestTarget Gateway(Provider provider, string? token, int port, string? model)
    {
        var address = new Uri(GatewayProfile.GatewayAddress(port) + Messages + Query);
        return new TestTarget(TestWay.Gateway, new Asked(provider, address, token, model ?? ModelPolicy.Offered(provider).Routes[0].RouteId), new AnthropicProbe(), AuthScheme.Bearer);
    }

    private static TestTarget Upstream(Provider provider, string? key, string? model)
    {
        model ??= ModelPolicy.Offered(provider).Routes.FirstOrDefault(route => route.ProviderId is null || route.ProviderId == provider.Id)?.Model ?? throw new ClaudeDesktopException(
            ErrorCode.ProviderInvalid, $"All routes of '{provider.Name}' lead to other providers.", "Test those providers instead.", provider.Id);
        if (ModelPolicy.Refusal(provider, model) is { } refusal)
            throw new ClaudeDesktopException(ErrorCode.ProviderInvalid, $"The model '{model}' may not be asked: {refusal}.", "Test another model, or change the provider's lists with Set-CDProvider.", provider.Id);
        var probe = Probes.Of(provider.ApiFormat);
        return new TestTarget(TestWay.Upstream, new Asked(provider, probe.Address(provider.BaseUri!, model), key, model), probe, provider.AuthScheme);
    }
}
