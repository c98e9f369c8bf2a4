using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Lists;

/// <summary>What one entry of a list says of a provider. A member that is not there says nothing; one that is empty says that there is none.</summary>
internal static class ProviderRow
{
    private static readonly string[] Read =
    [
        "Id", "Name", "Mode", "ApiFormat", "BaseUri", "AuthScheme", "Models", "Routes", "Headers", "Preset", "Notes", "Website", "Fallback",
        "KeepModeChooser", "PlainTextKey", "CoworkEgressAllowedHosts", "BodyAdditions", "AllowModels", "DenyModels",
        "ProviderOrder", "StrictProviderOrder", "DataPolicy", "KeySource", "CreatedAt", "UpdatedAt", .. ModelRoles.All.SelectMany(ColumnsOf),
    ];

    // What a provider shows and nobody sets.
    private static readonly string[] Shown = ["KeyHint", "IsActive", "IsOfficial"];

    // A stranger's list could have a key that is kept here shown to whoever stands in between.
    private static readonly string[] OfTrust = ["CertificateThumbprint", "RootCertificatePath", "Proxy"];
    private static readonly string[] SecretWords = ["key", "token", "secret", "password", "credential"];

    /// <summary>A provider that only the row describes.</summary>
    public static Provider New(ListRow row, string id, string name)
    {
        var format = row.Choice<ApiFormat>("apiFormat") ?? ApiFormat.AnthropicMessages;
        var provider = Apply(row, new Provider
        {
            Id = id,
            Name = name,
            Mode = ProviderMode.Direct,
            AuthScheme = format == ApiFormat.Gemini ? AuthScheme.GoogleApiKey : AuthScheme.Bearer,
            CreatedAt = row.Time("createdAt"),
            UpdatedAt = row.Time("updatedAt"),
        });
        return row.IsBlank("mode") && (provider.Routes.Count > 0 || format != ApiFormat.AnthropicMessages) ? provider with { Mode = ProviderMode.Mapped } : provider;
    }

    /// <summary>A provider with what the row says of it.</summary>
    public static Provider Apply(ListRow row, Provider provider) => provider with
    {
        Name = row.Word("name") ?? provider.Name,
        Mode = row.Choice<ProviderMode>("mode") ?? provider.Mode,
        ApiFormat = row.Choice<ApiFormat>("apiFormat") ?? provider.ApiFormat,
        BaseUri = row.Address("baseUri") ?? provider.BaseUri,
        AuthScheme = row.Choice<AuthScheme>("authScheme") ?? provider.AuthScheme,
        Models = row.Has("models") ? row.Texts("models") : provider.Models,
        Routes = Routes(row) ?? provider.Routes,
        Headers = row.Has("headers") ? row.Pairs("headers") : provider.Headers,
        Preset = row.Has("preset") ? row.Word("preset") : provider.Preset,
        Notes = row.Has("notes") ? row.Text("notes") : provider.Notes,
        Website = row.Has("website") ? row.Address("website") : provider.Website,
        Fallback = row.Has("fallback") ? row.Texts("fallback") : provider.Fallback,
        KeepModeChooser = row.Has("keepModeChooser") ? row.Flag("keepModeChooser") ?? false : provider.KeepModeChooser,
        PlainTextKey = row.Has("plainTextKey") ? row.Flag("plainTextKey") ?? false : provider.PlainTextKey,
        CoworkEgressAllowedHosts = row.Has("coworkEgressAllowedHosts") ? row.Texts("coworkEgressAllowedHosts") : provider.CoworkEgressAllowedHosts,
        BodyAdditions = row.Has("bodyAdditions") ? row.Object("bodyAdditions") : provider.BodyAdditions,
        AllowModels = row.Has("allowModels") ? row.Texts("allowModels") : provider.AllowModels,
        DenyModels = row.Has("denyModels") ? row.Texts("denyModels") : provider.DenyModels,
        ProviderOrder = row.Has("providerOrder") ? row.Texts("providerOrder") : provider.ProviderOrder,
        StrictProviderOrder = row.Has("strictProviderOrder") ? row.Flag("strictProviderOrder") ?? false : provider.StrictProviderOrder,
        DataPolicy = row.Has("dataPolicy") ? row.Choice<DataPolicy>("dataPolicy") : provider.DataPolicy,
        KeySource = row.Has("keySource") ? row.Source("keySource") : provider.KeySource,
    };

    /// <summary>What the row holds and nobody takes; null where there is no such thing.</summary>
    public static string? LeftOut(ListRow row)
    {
        var left = row.Names.Where(name => !Read.Concat(Shown).Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        var trust = left.Where(name => OfTrust.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        var unknown = left.Except(trust).Take(5).ToList();
        var reasons = new List<string>();
        if (trust.Count > 0)
            reasons.Add($"Not taken from a list, since whoever writes one must not choose whom this machine trusts: {string.Join(", ", trust)}. Give it with Set-CDProvider.");
        if (unknown.Count > 0)
            reasons.Add($"Not taken, since no provider has it: {string.Join(", ", unknown)}.");
        if (unknown.Exists(name => SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))))
            reasons.Add("A list holds no key in clear text.");
        return reasons.Count == 0 ? null : string.Join(" ", reasons);
    }

    private static List<ModelRoute>? Routes(ListRow row)
    {
        var inColumns = ModelRoles.All.Select(role => Column(row, role)).OfType<ModelRoute>().ToList();
        if (!row.IsBlank("routes"))
            return inColumns.Count == 0 ? [.. row.Rows("routes").Select(Route)] : throw new FormatException("Its routes stand in 'Routes' and in the columns of the roles; only one of the two can count.");
        return inColumns.Count > 0 || row.Has("routes") || ModelRoles.All.Any(role => row.Has(role + "Model")) ? inColumns : null;
    }

    private static ModelRoute? Column(ListRow row, ModelRole role) => row.Word(role + "Model") is not { } model ? null : new ModelRoute
    {
        Role = role,
        RouteId = ModelRoles.DefaultRouteId(role),
        DisplayName = row.Text(role + "DisplayName"),
        Model = model,
        Supports1M = row.Flag(role + "Supports1M") ?? false,
    };

    private static ModelRoute Route(ListRow row)
    {
        var role = row.Choice<ModelRole>("role") ?? throw new FormatException("One of its routes has no role.");
        return new ModelRoute
        {
            Role = role,
            RouteId = row.Word("routeId") ?? ModelRoles.DefaultRouteId(role),
            DisplayName = row.Text("displayName"),
            Model = row.Word("model") ?? throw new FormatException("One of its routes has no model."),
            Supports1M = row.Flag("supports1M") ?? false,
            ProviderId = row.Word("providerId"),
        };
    }

    private static IEnumerable<string> ColumnsOf(ModelRole role) => [role + "Model", role + "DisplayName", role + "Supports1M"];
}
